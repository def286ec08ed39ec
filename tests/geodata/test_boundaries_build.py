"""Reading the source of the boundary files; the build itself needs packages that tests don't."""

import json

import pytest

from geodata.boundaries_build import admin1_features
from geodata.errors import InputError


def test_features_are_read_from_a_file(tmp_path):
    file = tmp_path / "build.json"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]}))
    assert admin1_features(file) == [{"type": "Feature"}]


@pytest.mark.parametrize("text", [None, "", "[]", "{}", "no json"])
def test_what_is_no_feature_collection_is_refused(tmp_path, text):
    file = tmp_path / "build.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(InputError, match=r"build\.json.*give that file"):
        admin1_features(file)
