"""No text of the interface stays untranslated."""

import pytest

from tests.house.translations import faults, texts


def test_there_are_texts_to_translate():
    assert len(texts()) > 100


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_catalogue_is_complete(language):
    assert faults(language) == []
