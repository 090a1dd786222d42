"""Similar words and suggestions for triage: only what its reader may read, nothing decided by itself."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from shangliang.bodies.tests.world import World, make_world
from shangliang.insight.tests.decisions import decisions
from shangliang.insight.text.search import find
from shangliang.opinions import acts, learned, learning
from shangliang.opinions.models import Referral, Suggestion
from shangliang.opinions.similar import for_the_office, for_the_public
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_

ASKED = "斑马线磨没了，老人过马路危险"
ANSWER = "已安排重新划线。"
LABELS = {"education": "society.education", "transport": "society.transport", "environment": "ecology.water"}


def shown(world: World) -> Suggestion:
    """Published as it was said."""
    said = cases.answered(world, is_public_consented=True)
    acts.publish(said, by=world.clerk, text=cases.TEXT, answer=ANSWER)
    return said


def test_the_citizen_is_shown_published_words_with_their_answers_alone(world: World) -> None:
    cases.answered(world, is_public_consented=True)
    said = shown(world)
    assert [(one.pk, one.answer) for one in for_the_public(world.body, ASKED)] == [(said.pk, ANSWER)]
    acts.hide(said, by=world.clerk, reason="含他人隐私")
    assert for_the_public(world.body, ASKED) == []


def test_a_telephone_number_hides_no_similar_words(world: World) -> None:
    said = shown(world)
    asked = f"{ASKED}，请联系我，电话13955550000或13855550000"
    assert [one.pk for one in for_the_public(world.body, asked)] == [said.pk]


def test_an_official_who_says_something_is_shown_what_everybody_is(world: World) -> None:
    cases.received(world)
    where = reverse("opinions:similar", args=["330402"])
    assert as_(world.clerk).post(where, {"text": ASKED}).context["similar"] == []


def test_the_office_is_shown_its_own_earlier_words_and_not_this_one(world: World) -> None:
    earlier, other = cases.answered(world), make_world("330411", "秀洲")
    cases.answered(other)
    cases.received(world, text="图书馆晚上能不能开到九点？")
    asked = cases.received(world, text=ASKED)
    found = for_the_office(world.clerk, asked)
    assert [(one.pk, one.answer) for one in found] == [(earlier.pk, ANSWER)]


def test_the_search_finds_a_word_only_by_what_its_reader_may_read(world: World) -> None:
    said = cases.received(world, text="东门菜场斑马线磨没了，我姓司马住在三幢。", place="三幢")
    acts.offer(said, by=world.clerk, text="东门菜场斑马线磨没了。")

    def hits(user: object, words: str) -> list[int]:
        return [one.pk for one in find(user, words).hits]

    assert (hits(world.clerk, "司马"), hits(world.member, "司马")) == ([said.pk], [])
    assert hits(world.member, "菜场斑马线") == [said.pk]
    assert (hits(AnonymousUser(), "菜场斑马线"), hits(world.unit_lead, "菜场斑马线")) == ([], [])


def decide_all(world: World) -> None:
    """Ninety words that the office sorted and passed on; laid down at once."""
    samples, labels = decisions()
    units = {"transport": world.other_unit}
    made = Suggestion.objects.bulk_create(
        Suggestion(
            body=world.body,
            state="forwarded",
            number=str(place),
            secret_digest=str(place),
            text=f"{one.head}，{one.text}",
            category=LABELS[label],
        )
        for place, (one, label) in enumerate(zip(samples, labels, strict=True))
    )
    Referral.objects.bulk_create(
        Referral(suggestion=one, unit=units.get(label, world.unit), text="…")
        for one, label in zip(made, labels, strict=True)
    )


def test_the_desk_suggests_category_and_unit_and_chooses_none(world: World) -> None:
    said = cases.received(world, text="城西公交车间隔太长，建议增加班次。")
    desk = reverse("opinions:desk_case", args=[said.pk])
    assert as_(world.clerk).get(desk).context["suggested"] == []
    decide_all(world)
    learning.learn_body(world.body.pk)
    page = as_(world.clerk).get(desk)
    told = {one["what"]: one["rows"][0]["label"] for one in page.context["suggested"]}
    assert told == {"category": "交通出行", "unit": str(world.other_unit)}
    assert Suggestion.objects.get(pk=said.pk).category == ""


def test_what_another_body_decided_is_not_suggested(world: World) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    other = cases.received(make_world("330411", "秀洲"), text="公交车间隔太长")
    assert learned.suggested(other, {"society.transport": "交通出行"}) == []


def test_a_unit_out_of_use_is_not_suggested(world: World) -> None:
    decide_all(world)
    learning.learn_body(world.body.pk)
    world.other_unit.is_active = False
    world.other_unit.save()
    told = learned.suggested(cases.received(world, text="公交车间隔太长"), {})
    assert [[name for name, _likely in one.rows] for one in told] == [[str(world.unit)]]


def test_the_worker_learns_after_decisions_once_in_ten_minutes(world: World) -> None:
    assert learning.look_for_decisions() == 0
    cases.forwarded(world)
    assert [learning.look_for_decisions() for _look in range(2)] == [1, 1]
