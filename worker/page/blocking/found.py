"""What a look at a page has found."""

from dataclasses import dataclass

from store.failures import ErrorType, of_type
from worker.failures import StepFailed

CAPTCHA = "CAPTCHA"

_OF_BLOCKED_PAGES = frozenset({ErrorType.ACTION_FAILED, ErrorType.SELECTOR_NOT_FOUND, ErrorType.TIMEOUT})
"""What steps fail with on a page that is not the one they are for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A CAPTCHA, or a page that wants to know what kind of browser it is shown in."""

    vendor: str
    """Whose it is, as the API says it, such as `recaptcha`. Empty: nobody's that is known."""
    is_certain: bool
    """Whether it blocks the page now. False: it is there, and says something only once a step has failed."""
    clears_itself: bool
    """Whether pages with it mostly go on by themselves: it is waited for some seconds first."""
    message: str
    """What the page shows, for error messages: "the page shows a CAPTCHA of reCAPTCHA"."""
    instructions: str
    """What a person is to do, in plain English."""
    by: str = ""
    """The id of the rule that has found it, for logs."""
    reason: str = CAPTCHA
    """As Pause.reason says it."""

    def told(self, failure: StepFailed) -> StepFailed:
        """The failure of a step on this page: named for what stands in its way. A step that has waited in vain on a
        page that certainly blocks has failed because the site keeps us out; every other failure keeps its row.
        """
        keeps_out = self.is_certain and failure.error_type in _OF_BLOCKED_PAGES
        what = of_type(ErrorType.SITE_BLOCKED) if keeps_out else failure.failure
        return StepFailed(what, f"{failure}; {self.message}")
