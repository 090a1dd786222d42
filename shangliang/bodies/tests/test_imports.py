"""Importing members and units from tables as people send them."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.imports import plan_of
from shangliang.bodies.models import ImportDraft, Membership, Post, Unit
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.tables import Table, read_table, write_xlsx
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences

pytestmark = pytest.mark.django_db

MESSY = """\
 序号 ,姓　名,联系电话（手机）,所属界别,专委会,是否常委,工作单位,职务,备注
1,张 三,138-0000-0001,教育,提案委,是,"南湖区实验学校,东校区",校长,
2,李四,+86 13800000002,教育界,提案委员会,,某医院,医生,"跨行
备注"
,,,,,,,,
3,王五,１３８００００００３,水产界,提案委员会,否,,,
4,张三,13800000001,教育界,,,,,
5,,13800000005,教育界,,,,,
6,赵六,电话不详,教育界,,,,,
7,林知远,,教育界,,也许,,,
"""


@pytest.fixture
def seated(world: World) -> World:
    """A body with a sector and a committee to sit in."""
    acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    acts.add_collective(world.body, by=world.admin, kind="sector", name="医药卫生界")
    acts.add_collective(world.body, by=world.admin, kind="committee", name="提案委员会")
    return world


def sent(world: World, text: str, what: str = "members", encoding: str = "utf-8") -> ImportDraft:
    table = read_table("table.csv", text.encode(encoding))
    return acts.send_table(world.body, by=world.admin, what=what, table=table)


def outcomes(draft: ImportDraft) -> list[tuple[int, str, str]]:
    return [(row.number, row.label, row.outcome) for row in plan_of(draft).rows]


# What rows would do


def test_a_messy_table_in_gb18030_is_read_and_each_row_judged(seated: World) -> None:
    draft = sent(seated, MESSY, encoding="gb18030")
    assert draft.columns == {
        "name": 1,
        "phone": 2,
        "sector": 3,
        "committee": 4,
        "is_standing": 5,
        "employer": 6,
        "job_title": 7,
    }
    assert outcomes(draft) == [
        (2, "张三", "new"),
        (3, "李四", "new"),
        (5, "王五", "error"),
        (6, "张三", "error"),
        (7, "–", "error"),
        (8, "赵六", "error"),
        (9, "林知远", "error"),
    ]
    assert all(row.note for row in plan_of(draft).errors())
    assert Membership.objects.count() == 2


def test_a_table_with_errors_is_refused_as_a_whole(seated: World) -> None:
    draft = sent(seated, MESSY)
    before = (User.objects.count(), Post.objects.count(), Act.objects.count())
    with pytest.raises(Conflict, match="5"):
        acts.carry_out(draft, by=seated.admin)
    assert (User.objects.count(), Post.objects.count(), Act.objects.count()) == before


def test_the_correct_rows_alone_are_imported_only_when_chosen(seated: World) -> None:
    draft = sent(seated, MESSY)
    acts.carry_out_correct_rows(draft, by=seated.admin)
    made = Membership.objects.filter(post__user__name__in=["张三", "李四"]).order_by("pk")
    shown = [
        (m.post.user.username, m.post.user.phone, str(m.sector), str(m.committee), m.is_standing, m.job_title)
        for m in made
    ]
    assert shown == [
        ("330402-0001", "13800000001", "教育界", "提案委员会", True, "校长"),
        ("330402-0002", "13800000002", "教育界", "提案委员会", False, "医生"),
    ]
    facts = Act.objects.get(kind="imports.carry_out_correct_rows").facts
    assert facts == {"what": "members", "new": 2, "changed": 0, "same": 0, "left_out": 5}


def test_every_imported_person_has_the_same_entries_as_one_entered_by_hand(seated: World) -> None:
    draft = sent(seated, "姓名,手机\n张三,13800000001\n李四,13800000002\n")
    first = Act.objects.order_by("-pk")[0].pk
    acts.carry_out(draft, by=seated.admin)
    kinds = list(Act.objects.filter(pk__gt=first).order_by("pk").values_list("kind", flat=True))
    each = ["bodies.invite", "bodies.admit_member"]
    assert kinds == ["imports.carry_out", *each, *each]
    assert differences() == []
    assert set(Act.objects.of_case(seated.body)) >= set(Act.objects.filter(pk__gt=first))


def test_a_second_import_of_the_same_table_changes_nothing(seated: World) -> None:
    text = "姓名,手机,界别,政治面貌\n张三,13800000001,教育界,中共党员\n李四,13800000002,医药卫生,群众\n"
    acts.carry_out(sent(seated, text), by=seated.admin)
    again = sent(seated, text)
    assert [one[2] for one in outcomes(again)] == ["same", "same"]
    before = Post.objects.count()
    acts.carry_out(again, by=seated.admin)
    assert Post.objects.count() == before


def test_a_changed_row_changes_only_what_it_says(seated: World) -> None:
    acts.carry_out(sent(seated, "姓名,手机,界别,工作单位\n张三,13800000001,教育界,某学校\n"), by=seated.admin)
    draft = sent(seated, "姓名,手机,界别,工作单位\n张三,13800000001,医药卫生界,\n")
    (row,) = plan_of(draft).rows
    assert (row.outcome, "教育界 → 医药卫生界" in row.note) == ("changed", True)
    acts.carry_out(draft, by=seated.admin)
    held = Membership.objects.get(post__in=Post.objects.active(), post__user__name="张三")
    assert (str(held.sector), held.employer) == ("医药卫生界", "某学校")


def test_people_are_recognised_by_sign_in_name_mail_and_telephone(seated: World) -> None:
    User.objects.filter(pk=seated.member.pk).update(phone="13900000001", email="lin@example.org")
    rows = [f"林知远,{seated.member.username},,", "林知远,,,LIN@example.org", "林知远,,139 0000 0001,"]
    for row in rows:
        draft = sent(seated, f"姓名,账号,手机,邮箱\n{row}\n")
        assert outcomes(draft) == [(2, "林知远", "same")]


@pytest.mark.parametrize(
    "row",
    [
        "别名,member-330402,,",
        "别名,,13900000001,",
        "杨路人,stranger-330402,,",
        "林知远,,,",
        "新人,a b,,",
        "新人,,,no-mail",
    ],
)
def test_rows_that_contradict_what_is_known_are_errors(seated: World, row: str) -> None:
    User.objects.filter(pk=seated.member.pk).update(phone="13900000001")
    draft = sent(seated, f"姓名,账号,手机,邮箱\n{row}\n")
    if row.startswith("新人,a b"):
        with pytest.raises(Conflict):
            acts.carry_out(draft, by=seated.admin)
    else:
        assert [one[2] for one in outcomes(draft)] == ["error"]


def test_somebody_known_elsewhere_becomes_a_member_without_a_second_account(seated: World) -> None:
    User.objects.filter(pk=seated.stranger.pk).update(phone="13900000009")
    draft = sent(seated, "姓名,手机\n杨路人,13900000009\n")
    before = User.objects.count()
    acts.carry_out(draft, by=seated.admin)
    assert (User.objects.count(), draft.newcomers) == (before, [])
    assert Post.objects.active().filter(user=seated.stranger, role="member").exists()


def test_what_was_right_in_the_preview_and_is_wrong_now_imports_nothing(seated: World) -> None:
    draft = sent(seated, "姓名,手机,界别\n张三,13800000001,教育界\n李四,13800000002,教育界\n")
    assert plan_of(draft).errors() == []
    sector = seated.body.collectives.get(name="教育界")
    acts.retire_collective(seated.body, by=seated.admin, collective=sector)
    with pytest.raises(Conflict):
        acts.carry_out(draft, by=seated.admin)
    assert not User.objects.filter(name="张三").exists()


def test_units_are_added_changed_and_brought_back(seated: World) -> None:
    acts.retire_unit(
        seated.body, by=seated.admin, unit=acts.add_unit(seated.body, by=seated.admin, name="丙局")
    )
    draft = sent(
        seated, "单位名称,类别\n甲局,财政局\n南湖区教育局,健康\n丙局,\n甲局,\n,\n南湖区交通运输局,\n", "units"
    )
    assert [one[2] for one in outcomes(draft)] == ["new", "changed", "new", "error", "same"]
    acts.carry_out_correct_rows(draft, by=seated.admin)
    assert list(Unit.objects.of(seated.body).order_by("name").values_list("name", "kind")) == sorted(
        [("甲局", "finance"), ("南湖区教育局", "健康"), ("丙局", "other"), ("南湖区交通运输局", "transport")]
    )


# The steps


def upload(client: Client, world: World, name: str, data: bytes, what: str = "members") -> Any:
    address = reverse("bodies:upload", args=[world.body.pk, what])
    return client.post(address, {"table": SimpleUploadedFile(name, data)})


def test_a_table_goes_from_file_to_invitations_in_steps(seated: World, client: Client) -> None:
    client.force_login(seated.admin)
    data = write_xlsx(["委员", "手机"], [["张三", "13800000001"]])
    answer = upload(client, seated, "委员.xlsx", data)
    draft = ImportDraft.objects.get()
    assert answer.headers["Location"] == reverse("bodies:columns", args=[draft.pk])
    columns = {"name": "0", "phone": "1", "version": "0"}
    assert client.post(answer.headers["Location"], columns).status_code == 302
    preview = reverse("bodies:preview", args=[draft.pk])
    assert [row["row"].outcome for row in client.get(preview).context["rows"]] == ["new"]
    assert not User.objects.filter(name="张三").exists()
    do = reverse("bodies:perform_import", args=[draft.pk, "carry_out"])
    assert client.post(do, {"version": "1"}).status_code == 302
    fetch = reverse("bodies:invitations", args=[draft.pk])
    sheet = b"".join(client.post(fetch).streaming_content).decode()
    assert sheet.splitlines()[1].startswith("张三,330402-0001,http://testserver/")
    assert client.post(fetch).status_code == 404


def test_the_table_is_emptied_as_soon_as_it_was_imported_or_dropped(seated: World) -> None:
    for do in (acts.carry_out, acts.drop_table):
        draft = sent(seated, "姓名,手机\n张三,13800000001\n")
        do(draft, by=seated.admin)
        draft.refresh_from_db()
        assert (draft.rows, draft.headers, draft.columns) == ([], [], {})


def test_an_expired_table_is_not_there_and_goes_with_the_next_one(seated: World, client: Client) -> None:
    draft = sent(seated, "姓名\n张三\n")
    ImportDraft.objects.update(expires=timezone.now())
    client.force_login(seated.admin)
    assert client.get(reverse("bodies:preview", args=[draft.pk])).status_code == 404
    other = sent(seated, "姓名\n李四\n")
    assert list(ImportDraft.objects.all()) == [other]


def test_a_needed_column_must_be_chosen_and_none_serves_twice(seated: World) -> None:
    draft = sent(seated, "甲,乙\n张三,教育界\n")
    for columns in ({"sector": 1}, {"name": 0, "sector": 0}):
        with pytest.raises(Invalid):
            acts.choose_columns(draft, by=seated.admin, columns=columns)
    acts.choose_columns(draft, by=seated.admin, columns={"name": 0, "sector": 1})
    assert outcomes(draft) == [(2, "张三", "new")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("a.csv", "姓名\n".encode()),
        ("a.xlsx", b"not a workbook"),
        ("a.exe", b"MZ"),
        ("a.csv", b"\x00\x01"),
    ],
)
def test_files_that_are_no_tables_are_refused_in_words(
    seated: World, client: Client, name: str, data: bytes
) -> None:
    client.force_login(seated.admin)
    answer = upload(client, seated, name, data)
    assert (answer.status_code, ImportDraft.objects.count()) == (422, 0)


def test_a_table_cannot_be_imported_twice(seated: World) -> None:
    draft = sent(seated, "姓名,手机\n张三,13800000001\n")
    acts.carry_out(draft, by=seated.admin)
    with pytest.raises(Conflict):
        acts.carry_out(draft, by=seated.admin)


def test_a_whole_roll_is_imported(seated: World) -> None:
    rows = [[f"委员{n}", f"139{n:08}", "教育界"] for n in range(200)]
    draft = acts.send_table(
        seated.body, by=seated.admin, what="members", table=Table(["姓名", "手机", "界别"], rows, "")
    )
    acts.carry_out(draft, by=seated.admin)
    assert Membership.objects.count() == 202


# Export


def test_the_export_comes_back_as_the_same_people(seated: World, client: Client) -> None:
    acts.carry_out(sent(seated, "姓名,手机,界别\n张三,13800000001,教育界\n"), by=seated.admin)
    client.force_login(seated.admin)
    for ending in ("csv", "xlsx"):
        answer = client.get(reverse("bodies:members_file", args=[seated.body.pk, ending]))
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        table = read_table(f"members.{ending}", data)
        draft = acts.send_table(seated.body, by=seated.admin, what="members", table=table)
        assert [one[2] for one in outcomes(draft)] == ["same", "same", "same"]


def test_no_name_becomes_a_formula_in_the_export(seated: World, client: Client) -> None:
    User.objects.filter(pk=seated.member.pk).update(name="=HYPERLINK(1)")
    client.force_login(seated.admin)
    answer = client.get(reverse("bodies:members_file", args=[seated.body.pk, "csv"]))
    text = io.TextIOWrapper(io.BytesIO(b"".join(answer.streaming_content)), "utf-8-sig").read()
    assert "\n'=HYPERLINK(1)," in text.replace("\r\n", "\n")


def test_exports_come_as_csv_or_xlsx_alone(seated: World, client: Client) -> None:
    client.force_login(seated.admin)
    address = reverse("bodies:units_file", args=[seated.body.pk, "pdf"])
    assert client.get(address).status_code == 404
