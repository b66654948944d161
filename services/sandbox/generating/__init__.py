"""A generated world: claims, coverages and remittances that belong together, and their truth."""

from sandbox.generating.reconstructing import Reconstructed, reconstruct
from sandbox.generating.stories import STORIES_BY_NAME
from sandbox.generating.world import Order, generate

__all__ = ["STORIES_BY_NAME", "Order", "Reconstructed", "generate", "reconstruct"]
