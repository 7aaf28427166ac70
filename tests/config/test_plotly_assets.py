from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.staticfiles import finders

from config.finders import PlotlyFinder
from config.plotly_assets import (
    BUNDLE,
    BundleChangedError,
    map_style_script,
    style_rules,
    write_assets,
)


@pytest.fixture(scope="module")
def bundle() -> str:
    return BUNDLE.read_text("utf-8")


def test_the_installed_bundle_still_keeps_its_rules_where_we_read_them(bundle):
    rules = style_rules(bundle)
    assert rules.count("{") == rules.count("}") >= 50
    assert ".js-plotly-plot .plotly .modebar" in rules
    assert "X " not in rules


def test_the_map_stylesheet_is_kept_out_by_the_id_that_the_bundle_looks_for(bundle):
    script = map_style_script(bundle)
    found = script.split('id: "')[1].split('"')[0]
    assert f'getElementById("{found}")' in bundle


@pytest.mark.parametrize("read", [style_rules, map_style_script])
def test_a_bundle_built_in_another_way_is_refused_not_guessed(read):
    with pytest.raises(BundleChangedError):
        read("var plotly = {};")


def test_assets_are_written_once(tmp_path):
    write_assets(tmp_path / "new")
    before = (tmp_path / "new" / "plotly.css").stat().st_mtime_ns
    write_assets(tmp_path / "new")
    assert (tmp_path / "new" / "plotly.css").stat().st_mtime_ns == before
    assert not list((tmp_path / "new").glob("*.part"))


def test_many_that_start_at_once_write_whole_files_and_do_not_trip_over_one_another(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        for started in [threads.submit(write_assets, tmp_path / "new") for _ in range(8)]:
            started.result()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "map-style.js",
        "plotly.css",
    ]
    rules = (tmp_path / "new" / "plotly.css").read_text("utf-8")
    assert rules == style_rules(BUNDLE.read_text("utf-8"))


def test_only_three_files_of_the_package_are_served():
    served = sorted(name for name, _ in PlotlyFinder().list(None))
    assert served == ["map-style.js", "plotly.css", "plotly.min.js"]


@pytest.mark.parametrize("name", ["plotly.min.js", "plotly.css", "map-style.js"])
def test_a_file_is_found_under_plotly(name):
    assert finders.find(f"plotly/{name}")


@pytest.mark.parametrize("name", ["plotly/../secret", "plotly/datasets/x", "other/plotly.css"])
def test_nothing_else_is_found(name):
    assert not PlotlyFinder().find(name)
