"""Every file that the relay and its far side wrote while the stories were told."""

from collections.abc import Mapping

from stories import Storyteller, ToldStory
from written_files import refused


def test_every_file_passes_our_own_check_and_pyx12(
    stories: Mapping[str, ToldStory], storyteller: Storyteller
) -> None:
    assert stories
    assert any(storyteller.home.rglob("received/*.837"))
    assert refused(storyteller.home) == []
