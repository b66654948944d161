"""Place of service codes (CLM05-1, SV105)."""

SOURCE = "CMS place of service code set; a subset"
AS_OF = "2025-11-01"

CODES = """
01 pharmacy
02 telehealth, not at home
03 school
04 homeless shelter
10 telehealth at home
11 office
12 home
13 assisted living
14 group home
15 mobile unit
17 walk-in retail clinic
19 off-campus outpatient hospital
20 urgent care
21 inpatient hospital
22 on-campus outpatient hospital
23 emergency room
24 ambulatory surgical center
25 birthing center
26 military treatment facility
31 skilled nursing facility
32 nursing facility
33 custodial care
34 hospice
41 ambulance, land
42 ambulance, air or water
49 independent clinic
50 federally qualified health center
51 inpatient psychiatric facility
52 psychiatric facility, partial hospitalization
53 community mental health center
54 intermediate care facility
55 residential substance abuse treatment
57 non-residential substance abuse treatment
60 mass immunization center
61 comprehensive inpatient rehabilitation
62 comprehensive outpatient rehabilitation
65 end-stage renal disease treatment
71 public health clinic
72 rural health clinic
81 independent laboratory
99 other
"""
