"""The wiring of status_tracker: every event in the same way, two timers, two requests."""

from cobrelay.messaging.service import Service
from status_tracker import api, storage, translation
from status_tracker.handlers import facts, requests, timers
from status_tracker.settings import Settings

service = Service(
    name="status-tracker",
    schema="status_tracker",
    tables=storage.metadata,
    settings=Settings,
)
for event in translation.TELLS:
    service.on(
        event,
        load=facts.load,
        decide=facts.decide,
        save=facts.save,
        also_locks=facts.lock_keys,
    )
service.on_timer(
    facts.FOLLOW_UP,
    load=timers.load,
    decide=timers.follow_up,
    save=timers.save_follow_up,
    means_absence=True,
)
service.on_timer(
    facts.FILING,
    load=timers.load,
    decide=timers.filing,
    save=timers.save_filing,
    means_absence=True,
)
service.on(
    requests.Take,
    load=requests.load,
    decide=requests.take,
    save=requests.save_taken,
    key=requests.key_of,
)
service.on(
    requests.Close,
    load=requests.load,
    decide=requests.close,
    save=requests.save_closed,
    key=requests.key_of,
)
service.grpc(api.register)
