"""The columns of the exports that the demo shop makes, exactly as Shopify and Mailchimp write them."""


def _columns(text: str) -> tuple[str, ...]:
    return tuple(column.strip() for column in text.replace("\n", " ").split(","))


_PLACE = "{0} Name,{0} Street,{0} Address1,{0} Address2,{0} Company,{0} City,{0} Zip,{0} Province,{0} Country,{0} Phone"
_TAXES = ",".join(f"Tax {number} Name,Tax {number} Value" for number in range(1, 6))
_MEMBER = """Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,
LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION"""
_TAIL = "LEID,EUID,NOTES,TAGS"

CUSTOMERS = _columns("""Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,
Default Address Address1,Default Address Address2,Default Address City,Default Address Province Code,
Default Address Country Code,Default Address Zip,Default Address Phone,Phone,Accepts SMS Marketing,
Total Spent,Total Orders,Note,Tax Exempt,Tags""")
ORDERS = _columns(f"""Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,
Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,
Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,
Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,
{_PLACE.format("Billing")},{_PLACE.format("Shipping")},
Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,
Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,{_TAXES},
Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,
Payment Terms Name,Next Payment Due At,Payment References""")
SUBSCRIBED = _columns(f"{_MEMBER},LAST_CHANGED,{_TAIL}")
UNSUBSCRIBED = _columns(
    f"{_MEMBER},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,{_TAIL}"
)
CLEANED = _columns(f"{_MEMBER},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,{_TAIL}")
