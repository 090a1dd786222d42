"""The people of one body by what they do, and who they are for the ledger and the notices."""

from dataclasses import dataclass

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Session, Unit


@dataclass
class Desk:
    """A unit with the two people who work there."""

    unit: Unit
    clerk: User
    lead: User


@dataclass
class Cast:
    """Everybody a case meets on its way through one body."""

    body: Body
    session: Session
    past_sessions: list[Session]
    # Authors and signers; who also files for a collective stands among its contacts instead.
    members: list[User]
    contacts: list[tuple[Collective, User]]
    clerks: list[User]
    leads: list[User]
    supervisors: list[User]
    leaders: list[User]
    desks: list[Desk]

    def __post_init__(self) -> None:
        self.desk_of = {desk.unit.pk: desk for desk in self.desks}
        self.office_ids = [one.pk for one in (*self.clerks, *self.leads)]
        self.supervision_ids = [one.pk for one in self.supervisors]
        self._roles = self._all_roles()

    def role_of(self, user: User) -> str:
        """In which role somebody acts here."""
        return "system" if user.is_system else self._roles.get(user.pk, "")

    def unit_ids(self, unit_id: int) -> list[int]:
        """Who works in a unit."""
        desk = self.desk_of[unit_id]
        return [desk.clerk.pk, desk.lead.pk]

    def _all_roles(self) -> dict[int, str]:
        groups = {
            "contact": [user for _, user in self.contacts],
            "member": self.members,
            "office_clerk": self.clerks,
            "office_lead": self.leads,
            "supervisor": self.supervisors,
            "leader": self.leaders,
            "unit_clerk": [desk.clerk for desk in self.desks],
            "unit_lead": [desk.lead for desk in self.desks],
        }
        return {user.pk: role for role, people in groups.items() for user in people}
