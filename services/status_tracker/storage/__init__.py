"""The schema status_tracker: claims and their evidence, the timeline, the work queue."""

from status_tracker.storage.tables import metadata as metadata
