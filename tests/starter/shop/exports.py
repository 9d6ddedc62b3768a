"""The first lines of what shops export."""

WHOLESALER = """
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850,United Kingdom
536365,71053,LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom
536370,22728,CLOCK,24,12/13/2010 8:45,3.75,12583,France
C536379,D,Discount,-1,12/14/2010 9:41,27.50,14527,United Kingdom
"""
PANEL = """
household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,transaction_timestamp
900,330,31198570044,1095275,1,0.50,0.00,2017-01-01 11:53:26
900,330,31198570044,9878513,1,0.99,0.10,2017-01-01 11:53:26
1228,406,31198655051,1041453,1,1.43,0.15,2017-01-01 12:26:20
"""
LOG = """
customer,date,quantity,value
00001,19970101,1,11.77
00002,19970112,1,12.00
00002,19970112,5,77.00
"""
SHOPIFY = """
Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,\
Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,\
Billing Zip,Billing Country,Id,Source
#1001,a@x.org,paid,2026-01-02 10:00:00 +0100,yes,EUR,20.00,4.90,3.98,24.90,,0.00,\
2026-01-02 10:00:00 +0100,1,Mug,8.00,'10115,DE,501,web
#1001,a@x.org,,,,,,,,,,,2026-01-02 10:00:00 +0100,1,Cup,12.00,,,,
#1002,b@x.org,refunded,2026-01-03 10:00:00 +0100,no,EUR,9.00,4.90,1.00,13.90,,1.00,\
2026-01-03 10:00:00 +0100,1,Mug,9.00,'10117,DE,502,web
"""
CHARITY = """
Gift ID,Constituent ID,Gift Date,Gift Amount,Gift Currency,Payment Method,Gift Status
G1,S1,15/04/2025,21.43,GBP,Card,Received
G2,S2,27/08/2024,33.71,GBP,PayPal,Bounced
"""
VENDOR = """
invoice_number,account_code,contact_id,issued_on,kind,status,currency,amount_excl_tax,tax
INV-1,ACC-1,5,2026-01-15,invoice,paid,EUR,199.00,37.81
CN-2,ACC-1,5,2026-01-20,credit_note,paid,EUR,-99.50,-18.91
"""
HOTEL = """
Reservation No,Guest ID,Booking Date,Arrival,Nights,Total Amount,Status
R1,77,2026-01-15,2026-02-01,2,240.00,checked out
R2,78,2026-01-16,2026-02-03,1,99.00,no-show
"""
GERMAN_HOTEL = """
Buchungsnr;Gast-Nr;Anreise;Nächte;Zimmer;Betrag;Status
B00001;G0000;11.10.2024;9;DZ;1.249,50 €;bestätigt
B00002;G0001;28.10.2024;3;EZ;170,00 €;storniert
"""
WOOCOMMERCE = """
order_id,order_number,order_date,paid_date,status,shipping_total,tax_total,discount_total,\
order_total,order_currency,customer_user,customer_email,billing_first_name,billing_email,\
billing_country
4001,4001,2026-01-02 10:00:00,2026-01-02 10:01:00,completed,5,3,0,54.20,USD,0,g1@x.org,A,g1@x.org,US
4002,4002,2026-01-03 10:00:00,2026-01-03 10:01:00,processing,5,3,2,31.00,USD,0,g2@x.org,B,\
g2@x.org,US
4003,4003,2026-01-04 10:00:00,2026-01-04 10:01:00,refunded,5,3,0,12.00,USD,17,c@x.org,C,c@x.org,US
"""
MAGENTO = """
entity_id,increment_id,store_id,created_at,updated_at,customer_id,customer_email,status,\
grand_total,subtotal,order_currency_code
1,100000001,1,2026-01-02 10:00:00,2026-02-02 10:00:00,5,a@x.org,complete,24.90,20.00,EUR
2,100000002,1,2026-01-03 10:00:00,2026-02-02 10:00:00,6,b@x.org,canceled,13.90,9.00,EUR
"""
OLIST = """
order_id,customer_unique_id,order_status,order_purchase_timestamp,order_delivered_customer_date,\
payment_value
e481f51c,9ef432eb,delivered,2017-10-02 10:56:33,2017-10-10 21:25:13,38.71
53cdb2fc,b0830fb4,unavailable,2018-07-24 20:41:37,2018-08-07 15:27:45,141.46
"""
FRENCH = """
Numero commande;Numero client;Date commande;Montant;Remise
F1;7;31/01/2026 10:00;1 200,50;0,00
F2;8;15/02/2026 11:30;80,00;5,00
"""
SAP = """
Auftragsnummer,KundenNr,Auftragsdatum,Netto-Umsatz,Währung
90001,K1,2026-01-31,"1,200.50",CHF
90002,K2,2026-02-01,80.00,CHF
"""
POINT_OF_SALE = """
receipt_number,member_id,transaction_time,total_amount,store_type
1,77,2026-01-31T10:00:00Z,12.50,kiosk
2,78,2026-02-01T10:00:00Z,8.00,shop
"""
MARKETPLACE = """
OrderID,BuyerID,PurchaseDate,ItemTotal,ShippingTotal,SalesChannel
a-1,b-1,2026-01-31 10:00,12.50,4.00,Marketplace
a-2,b-2,2026-02-01 10:00,8.00,4.00,Marketplace
"""
WITHOUT_NAMES = """
col1,col2,col3,col4
1,K1,2026-01-31,12.50
2,K2,2026-02-01,8.00
"""
