"""Date qualifiers (DTM01, DTP01): what happened on the day."""

SOURCE = "X12 element 374; a subset"
AS_OF = "2025-11-01"

CODES = """
009 processed
036 coverage expires
050 received
090 report start
091 report end
096 discharge
150 service begins
151 service ends
232 statement begins
233 statement ends
297 last worked
304 last seen
314 disability
360 disability begins
361 disability ends
405 produced
431 onset of illness
435 admission
439 accident
444 first contact
453 acute manifestation
454 initial treatment
455 last x-ray
461 last certification
463 begin therapy
471 prescription
472 service
484 last menstrual period
573 adjudicated or paid by the other payer
607 recertification
"""
