"""The conflict-minerals programme: from supplier workbooks to Form SD. Pure: values in, values out."""
