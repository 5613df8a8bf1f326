"""Where the caseload leads in daily work: a contact with the one on the row, and all that is watched."""

from screens.guide_doors import OpensGuides
from storage.reading import CaseLine


class CaseloadWork(OpensGuides):
    """A list with a case under its cursor."""

    def work_case(self) -> CaseLine | None:
        """Return the case under the cursor, None where there is none."""
        return None

    def action_contact(self) -> None:
        """Write down a contact in the case on the row."""
        from screens.contact_form import ContactForm

        if (line := self.work_case()) is not None:
            self.rekotui.push_screen(ContactForm(line.case_id, line.number))

    def action_follow_ups(self) -> None:
        """Open all that is watched."""
        from screens.follow_ups import FollowUpsScreen

        self.rekotui.push_screen(FollowUpsScreen())

    def action_unjournaled(self) -> None:
        """Open all that is not in the record yet."""
        from screens.unjournaled import UnjournaledScreen

        self.rekotui.push_screen(UnjournaledScreen())
