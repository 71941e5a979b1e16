"""Renews the lists of worker/browsers/lists from the npm packages that they come from, unpacked: see decision 0051.

python -m docs.lists AUTOCONSENT THIRD_PARTY_WEB, the folders of the two packages.
"""

import json
import shutil
import sys
from pathlib import Path

LISTS = Path(__file__).parent.parent / "worker" / "browsers" / "lists"
CATEGORIES = frozenset({"ad", "analytics"})
"""What is blocked: what shows advertisements, and what follows visitors."""
GENERAL = frozenset(
    [
        "01net.com",
        "answcdn.com",
        "answers.com",
        "answerscloud.com",
        "aol.co.uk",
        "aol.com",
        "aol.net",
        "aolcdn.com",
        "apple.com",
        "b92.yahoo.co.jp",
        "bazaarvoice.com",
        "bbb.org",
        "bestofmedia.com",
        "bing.com",
        "blogsmithmedia.com",
        "cdngc.net",
        "cdnplanet.com",
        "cloudfront.ne",
        "confirmit.com",
        "de.com",
        "dyn-img.com",
        "ebay.com",
        "ebayimg.com",
        "feefo.com",
        "fivetran.com",
        "flix360.com",
        "flixcar.com",
        "flixfacts.com",
        "force.com",
        "gigya.com",
        "hootsuite.com",
        "hostingprod.com",
        "hotukdeals.com",
        "ibmcloud.com",
        "imageg.net",
        "infusionsoft.com",
        "ipv6test.net",
        "janrain.com",
        "janrainbackplane.com",
        "jsonip.com",
        "jwpcdn.com",
        "jwplatform.com",
        "jwplayer.com",
        "jwpsrv.com",
        "licdn.com",
        "line-scdn.net",
        "line.me",
        "loginradius.com",
        "longtailvideo.com",
        "microsoft.com",
        "msecnd.net",
        "msn.com",
        "myunidays.com",
        "net.net",
        "net.pl",
        "o2.pl",
        "oath.com",
        "okta.com",
        "onet.pl",
        "ooyala.com",
        "powerreviews.com",
        "purch.com",
        "qualtrics.com",
        "questionpro.com",
        "quora.com",
        "rakuten-static.com",
        "rbl.ms",
        "rebelmouse.com",
        "reevoo.com",
        "reviews.io",
        "rpxnow.com",
        "s-msft.com",
        "s-msn.com",
        "salesforce.com",
        "sas.com",
        "saymedia.com",
        "sc-static.net",
        "scribblelive.com",
        "snapchat.com",
        "spiceworks.com",
        "stamped.io",
        "surveygizmo.eu",
        "surveymonkey.com",
        "theguardian.com",
        "tinypass.com",
        "trustpilot.com",
        "unbounce.com",
        "unidays.world",
        "viafoura.co",
        "viafoura.net",
        "vidible.tv",
        "wayfair.com",
        "where.com",
        "wp.pl",
        "wurfl.io",
        "wurflcloud.com",
        "www.linkedin.com",
        "yahoo.com",
        "yahoo.net",
        "yahooapis.com",
        "yimg.com",
        "zenfs.com",
    ]
)
"""Hosts that these categories name for their owner, but that serve pages, logins, videos, reviews or shops too."""


def main(autoconsent: Path, third_party_web: Path) -> None:
    shutil.copy(autoconsent / "dist" / "autoconsent.playwright.js", LISTS / "autoconsent.js")
    shutil.copy(autoconsent / "rules" / "compact-rules.json", LISTS / "autoconsent-rules.json")
    shutil.copy(autoconsent / "LICENSE", LISTS / "autoconsent-LICENSE.txt")
    shutil.copy(third_party_web / "LICENSE", LISTS / "ad-hosts-LICENSE.txt")
    entities = json.loads((third_party_web / "dist" / "entities-nostats.json").read_text())
    hosts = {
        domain.removeprefix("*.").lower()
        for entity in entities
        if entity["category"] in CATEGORIES
        for domain in entity["domains"]
    }
    (LISTS / "ad-hosts.txt").write_text("".join(f"{host}\n" for host in sorted(hosts - GENERAL)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
