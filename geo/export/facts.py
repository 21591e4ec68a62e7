"""The facts about shown cases as rows of their own."""

import pandas as pd

from geo.tables.schema import EXPORTED_FACTS


def order_facts(shown: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `facts` about the cases `shown`, in the order of those, the facts of a case in theirs."""
    place = {case: at for at, case in enumerate(shown["case_id"])}
    told = facts[facts["case_id"].isin(place)]
    ordered = told.assign(place=told["case_id"].map(place)).sort_values(["place", "fact"], kind="stable")
    return ordered[[*EXPORTED_FACTS]]
