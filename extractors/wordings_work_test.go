package extractors_test

import (
	"testing"

	"hecha/document"
)

func TestWorkCertificatesOfAllHands(t *testing.T) {
	testWordings(t, "work.txt", document.WorkCertificate)
}
