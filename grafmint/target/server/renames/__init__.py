"""What gets another uid: read under the old one, priced, written, finished where a run broke off."""
