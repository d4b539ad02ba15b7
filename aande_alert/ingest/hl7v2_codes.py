"""HL7 v2 codes in our words: ITK tables as used in English ADT feeds, with letters older feeds send.

A code that is not here is never guessed: the field says so and the message is taken all the same.
"""

from __future__ import annotations

from typing import Final

from aande_alert.domain.attendance import Disposition
from aande_alert.domain.identity import NameUse, NhsNumberStatus, Sex
from aande_alert.domain.messages import Attended, Kinship, PatientClass, Trigger

TRIGGERS: Final = {trigger.value: trigger for trigger in Trigger if trigger is not Trigger.STORED_ONLY}

# Pre-admissions, pending moves, leave and accounts among them: kept, not acted on.
KNOWN_EVENTS: Final = frozenset(f"A{number:02d}" for number in range(1, 63))

SEXES: Final = {
    "0": Sex.NOT_KNOWN,
    "1": Sex.MALE,
    "2": Sex.FEMALE,
    "9": Sex.NOT_SPECIFIED,
    "M": Sex.MALE,
    "F": Sex.FEMALE,
    "MALE": Sex.MALE,
    "FEMALE": Sex.FEMALE,
    "U": Sex.NOT_KNOWN,
    "N": Sex.NOT_SPECIFIED,
    "O": Sex.NOT_SPECIFIED,
    "A": Sex.NOT_SPECIFIED,
}

NAME_USES: Final = {
    "": NameUse.CURRENT,
    "L": NameUse.CURRENT,
    "D": NameUse.CURRENT,
    "A": NameUse.ALIAS,
    "PREFERRED": NameUse.PREFERRED,
    "N": NameUse.PREFERRED,
    "PREVIOUS": NameUse.PREVIOUS,
    "PREVIOUS-BIRTH": NameUse.BIRTH,
    "B": NameUse.BIRTH,
    "PREVIOUS-MAIDEN": NameUse.MAIDEN,
    "M": NameUse.MAIDEN,
}

NHS_STATUSES: Final = {status.value: status for status in NhsNumberStatus if status.value}

KINSHIPS: Final = {
    "1": Kinship.SPOUSE,
    "2": Kinship.PARTNER,
    "3": Kinship.PARENT,
    "4": Kinship.NEXT_OF_KIN,
    "5": Kinship.GUARDIAN,
    "6": Kinship.FOSTER_PARENT,
    "9": Kinship.CHILD,
    "12": Kinship.MOTHER,
    "13": Kinship.FATHER,
    "14": Kinship.SISTER,
    "15": Kinship.BROTHER,
    "16": Kinship.RELATIVE,
    "17": Kinship.PROXY,
    "18": Kinship.PROXY,
    "19": Kinship.PROXY,
    "20": Kinship.CARER,
    "21": Kinship.SELF,
    "61": Kinship.STEP_PARENT,
    "98": Kinship.NOT_KNOWN,
    "99": Kinship.NOT_KNOWN,
    "MTH": Kinship.MOTHER,
    "FTH": Kinship.FATHER,
    "PAR": Kinship.PARENT,
    "GRD": Kinship.GUARDIAN,
    "FCH": Kinship.CHILD,
    "SIB": Kinship.RELATIVE,
    "GRP": Kinship.RELATIVE,
    "SPO": Kinship.SPOUSE,
    "EMC": Kinship.PROXY,
    "CGV": Kinship.CARER,
}

PATIENT_CLASSES: Final = {cls.value: cls for cls in PatientClass if cls is not PatientClass.OTHER}

DISPOSITIONS: Final = {
    "1": Disposition.ADMITTED,
    "2": Disposition.HOME,
    "3": Disposition.HOME,
    "4": Disposition.HOME,
    "6": Disposition.HOME,
    "7": Disposition.TRANSFERRED,
    "10": Disposition.DIED,
    "12": Disposition.LEFT_BEFORE_SEEN,
    "13": Disposition.REFUSED_TREATMENT,
}

DESTINATIONS: Final = {
    "37": "Court",
    "38": "Police",
    "65": "Council residential home",
    "66": "Council foster care",
}

ARRIVAL_MODES: Final = {
    "A": "Ambulance",
    "C": "Car",
    "F": "On foot",
    "H": "Helicopter",
    "O": "Other",
    "P": "Public transport",
    "U": "Not known",
}

ATTENDED: Final = {
    "2": Attended.CANCELLED_BY_PATIENT,
    "3": Attended.NOT_BROUGHT,
    "4": Attended.CANCELLED_BY_HOSPITAL,
    "5": Attended.ATTENDED,
    "6": Attended.ATTENDED,
    "7": Attended.LATE,
}

HIDDEN_NOT: Final = "0"
