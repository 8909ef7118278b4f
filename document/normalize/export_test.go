package normalize

// IDCheckSign lets tests compute the sign that proves a number.
var IDCheckSign = idCheckSign
