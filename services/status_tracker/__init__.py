"""Knows where each claim is, what is late, and who must act.

Consumes  every internal topic: its facts are folded in whatever order they come
Produces  status.claims.v1   DeadlineApproaching, DeadlineMissed, FollowUpFellDue,
                             WorkItemOpened, WorkItemClosed
          claims.public.v1   ClaimStateChanged
Owns      schema status_tracker: claims, evidence, the timeline, the work queue
"""
