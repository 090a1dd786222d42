"""Forms of the pages: which form an act asks for."""

from shangliang.bodies.forms import calendar, imports, people, places, record, terms
from shangliang.ledger.forms import ActForm

FOR_ACT: dict[str, type[ActForm]] = {
    "open_term": terms.TermForm,
    "open_session": terms.SessionForm,
    "change_cutoff": terms.CutoffForm,
    "add_collective": places.CollectiveForm,
    "rename_collective": places.RenameCollectiveForm,
    "retire_collective": places.RetireCollectiveForm,
    "add_unit": places.UnitForm,
    "rename_unit": places.RenameUnitForm,
    "retire_unit": places.RetireUnitForm,
    "invite": people.InviteForm,
    "renew_invitation": people.AccountForm,
    "appoint": people.AppointForm,
    "end_post": people.EndPostForm,
    "admit_member": people.AdmitForm,
    "change_membership": people.ChangeMembershipForm,
    "set_calendar_days": calendar.CalendarForm,
    "void_entry": record.VoidForm,
}

FOR_IMPORT_ACT: dict[str, type[ActForm]] = {
    "choose_columns": imports.ColumnsForm,
}
