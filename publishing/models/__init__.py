"""The press's tables, one module per idea."""

from publishing.models.edition import Artifact, Edition
from publishing.models.index_row import IndexRow
from publishing.models.proof import Invitation, Proof, Remark
from publishing.models.schedule import Schedule

__all__ = ["Artifact", "Edition", "IndexRow", "Invitation", "Proof", "Remark", "Schedule"]
