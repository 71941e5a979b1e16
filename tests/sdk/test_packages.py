"""What the packages of the SDKs say of themselves."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from tests.sdk.toolchain import SDKS

HOME = "https://github.com/tabwright/tabwright"
POM = "{http://maven.apache.org/POM/4.0.0}"


@pytest.mark.parametrize("language", ["go", "java", "typescript"])
def test_a_readme_works_wherever_it_is_shown(language: str) -> None:
    """Its links lead to pages that are there, and none is relative to a folder that a reader does not have."""
    links = re.findall(r"\]\(([^)]+)\)", (SDKS / language / "README.md").read_text())
    assert links
    assert [link for link in links if not link.startswith(HOME)] == []
    files = [link.removeprefix(f"{HOME}/blob/main/") for link in links if "/blob/" in link]
    assert [file for file in files if not (SDKS.parent / file).is_file()] == []


def test_the_npm_package_says_whose_it_is() -> None:
    package = json.loads((SDKS / "typescript" / "package.json").read_text())
    assert package["author"] == "The Tabwright authors"
    assert package["license"] == "Apache-2.0"
    assert package["repository"] == {"type": "git", "url": f"git+{HOME}.git", "directory": "gen/typescript"}
    assert package["bugs"] == f"{HOME}/issues"
    assert {"description", "engines", "homepage", "keywords"} <= {*package}


def test_the_jar_says_whose_it_is() -> None:
    pom = ET.parse(SDKS / "java" / "pom.xml").getroot()  # noqa: S314 - our own
    assert pom.findtext(f"{POM}developers/{POM}developer/{POM}name") == "The Tabwright authors"
    assert pom.findtext(f"{POM}licenses/{POM}license/{POM}name") == "Apache-2.0"
    assert pom.findtext(f"{POM}url") == pom.findtext(f"{POM}scm/{POM}url") == HOME
    assert pom.findtext(f"{POM}scm/{POM}connection") == f"scm:git:{HOME}.git"
    assert pom.findtext(f"{POM}issueManagement/{POM}url") == f"{HOME}/issues"
    assert pom.findtext(f"{POM}description")
