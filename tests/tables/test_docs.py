"""The examples of docs/tables.md build, draft and verify as they stand."""

from __future__ import annotations

import re
import shlex

import jsonschema
import pytest
import yaml
from support import ROOT, run_kg

from kg import resources
from kg.tables.loading import source_schema

DOCS = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
TABLES = {
    "treaties.csv": "id,title,date,topic,party1,party2,party3\n1,Rhine,01.02.1950,Water,France,Germany,\n2,Alps,1960,,Italy,France,n/a\n",
    "members.csv": "id,code,country,signed,ratified,left\n1,FRA,France,1950-02-01,1951,\n1,DEU,Germany,1950-02-01,1111-11-11,1960-05\n3,X,Y,,,\n",
    "twins.csv": "city1,country1,city2,country2\nBonn,Germany,Oxford,England\n",
    "blocs.csv": 'name,members\nEFTA and friends,"EFTA (Iceland, Norway), Trinidad and Tobago and Andorra"\n',
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TABLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: yaml.safe_load(text)["source"]["id"])
def test_an_example_builds_and_is_verified(example, folder):
    (folder / "source.yml").write_text(example, encoding="utf-8")
    store = str(folder / "store")
    done = run_kg("build", str(folder), "--store", store)
    assert done.status == 0, done.err
    done = run_kg("verify", "--tables", str(folder), "--store", store)
    assert (done.status, done.out) == (0, ""), done.err
    assert run_kg("check", "--store", store).status == 0
    jsonschema.Draft202012Validator(source_schema()).validate(yaml.safe_load(example))


def test_the_commands_shown_run(folder):
    (block,) = re.findall(r"^```sh\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    for line in block.splitlines():
        done = run_kg(*shlex.split(line, comments=True)[1:], cwd=folder)
        assert done.status == 0, done.err
    assert "France" in run_kg("ask", "parties", "--store", "my-store", cwd=folder).out


def test_a_changed_row_is_named(folder):
    (folder / "source.yml").write_text(EXAMPLES[0], encoding="utf-8")
    assert run_kg("build", str(folder), "--store", str(folder / "store")).status == 0
    (folder / "treaties.csv").write_text(TABLES["treaties.csv"].replace("Alps", "Andes"), encoding="utf-8")
    done = run_kg("verify", "--tables", str(folder), "--store", str(folder / "store"))
    assert done.status == 1
    assert "my-treaties: the cells of treaties.csv#row=3 have changed" in done.out


@pytest.mark.parametrize("path", resources.registers(), ids=lambda path: path.parent.name)
def test_the_registers_fit_the_schema(path):
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(source_schema()).validate(plain)


def test_the_links_lead_somewhere():
    assert all((ROOT / "docs" / link).exists() for link in re.findall(r"\]\((?!https?:)([^)#]+)", DOCS))
