"""What is done after failures, and who is to blame: the ways that the table of failures chooses from."""

from dataclasses import replace

from store.recovery import Blame, Delay, Recovery

AGAIN = Recovery(again=True, delay=Delay.QUADRATIC, spends_retry=True, elsewhere=False, blame=Blame.NOBODY)
AGAIN_BY_SITE = replace(AGAIN, blame=Blame.SITE)
AGAIN_BY_PROXY = replace(AGAIN, blame=Blame.PROXY)
AGAIN_BY_WORKER = replace(AGAIN, blame=Blame.WORKER)
AGAIN_BY_CLIENT = replace(AGAIN, blame=Blame.CLIENT)
AGAIN_BY_STORAGE = replace(AGAIN, blame=Blame.STORAGE)
GIVEN_BACK = replace(AGAIN_BY_WORKER, delay=Delay.NONE, spends_retry=False)
ONCE_BY_SITE = replace(AGAIN_BY_SITE, max_retries=1)
ELSEWHERE = replace(AGAIN_BY_WORKER, elsewhere=True)
LIMITED = Recovery(again=True, delay=Delay.SITE, spends_retry=False, elsewhere=False, blame=Blame.NOBODY)
HELD = replace(LIMITED, blame=Blame.SITE)
NEVER = Recovery(again=False, delay=Delay.NONE, spends_retry=False, elsewhere=False, blame=Blame.NOBODY)
NEVER_BY_CLIENT = replace(NEVER, blame=Blame.CLIENT)
NEVER_BY_SITE = replace(NEVER, blame=Blame.SITE)
NEVER_BY_PROXY = replace(NEVER, blame=Blame.PROXY)
NEVER_BY_WORKER = replace(NEVER, blame=Blame.WORKER)
