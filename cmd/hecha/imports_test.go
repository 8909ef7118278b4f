package main

import (
	"os/exec"
	"strings"
	"testing"
)

// forbidden lists what a package must not import, directly or through others,
// and why. Tests of a package may import more.
var forbidden = []struct{ pkg, imports, why string }{
	{"hecha/document", "hecha/", "the nouns are a leaf"},
	{"hecha/document/normalize", "hecha/pipeline", "canonical forms know no stage"},
	{"hecha/document/register", "hecha/pipeline", "registers know no stage"},
	{"hecha/extractors", "hecha/pipeline", "extractors work on recorded lines"},
	{"hecha/extractors", "github.com/yalue/onnxruntime_go", "extractors need no engine"},
	{"hecha/pipeline/check", "hecha/pipeline/", "checks are pure"},
	{"hecha/pipeline/policy", "hecha/pipeline/", "the rules know no stage"},
	{"hecha/pipeline/confidence", "hecha/pipeline/", "the model knows only evidence"},
	{"hecha/pipeline/preprocess", "hecha/pipeline/", "pixels in, pixels out"},
	{"hecha/pipeline/memo", "hecha/", "what remembers knows nothing of what"},
	{"hecha/pipeline/pyramid", "hecha/", "pictures are made smaller whatever they show"},
	{"hecha/pipeline/queue", "hecha/", "the queue carries identifiers"},
	{"hecha/pipeline/raster", "hecha/pipeline/", "bytes in, pages out"},
	{"hecha/pipeline/seal", "hecha/pipeline/ocr/", "seals are read by whatever engine there is"},
	{"hecha/pipeline", "hecha/pipeline/ocr/", "engines are wired in cmd"},
	{"hecha/pipeline", "github.com/yalue/onnxruntime_go", "the pipeline links no native engine"},
	{"hecha/pipeline", "github.com/otiai10/gosseract/v2", "the pipeline links no native engine"},
	{"hecha/pipeline", "hecha/specimen", "what judges must not know the specimens"},
	{"hecha/pipeline", "hecha/storage", "what reads knows no storage: it remembers through a port"},
	{"hecha/storage", "hecha/pipeline", "what keeps knows nothing of reading"},
	{"hecha/storage", "hecha/storage/", "buckets are wired in cmd"},
	{"hecha/storage", "github.com/minio/minio-go/v7", "S3 is one of the buckets"},
	{"hecha/storage/dir", "hecha/storage/", "buckets do not know each other"},
	{"hecha/storage/minio", "hecha/storage/", "buckets do not know each other"},
	{"hecha/storage/backup", "hecha/storage/", "buckets are wired in cmd"},
	{"hecha/storage/index", "hecha/pipeline", "what answers lists knows nothing of reading"},
	{"hecha/storage/index", "hecha/service", "what is asked does not know who asks"},
	{"hecha/storage/index", "hecha/storage", "the index is told what to hold: it does not know the bucket"},
	{"hecha/service", "hecha/web", "the service does not know its faces"},
	{"hecha/service", "github.com/danielgtaylor/huma/v2", "the service does not know its faces"},
	{"hecha/service", "hecha/storage/dir", "buckets are wired in cmd"},
	{"hecha/service", "hecha/storage/minio", "buckets are wired in cmd"},
	{"hecha/service", "hecha/pipeline/ocr/", "engines are wired in cmd"},
	{"hecha/service", "hecha/specimen", "what judges must not know the specimens"},
	{"hecha/service/casefile", "hecha/", "a case file is words, pictures and bytes"},
	{"hecha/web", "hecha/storage/dir", "buckets are wired in cmd"},
	{"hecha/web", "hecha/storage/minio", "buckets are wired in cmd"},
	{"hecha/web", "hecha/pipeline/ocr/", "engines are wired in cmd"},
	{"hecha/web/pages", "hecha/storage/dir", "buckets are wired in cmd"},
	{"hecha/web/pages", "github.com/danielgtaylor/huma/v2", "pages do not know the API"},
	{"hecha/web/sessions", "hecha/", "who keeps sessions knows nothing of who has them"},
	{"hecha/web/signin", "hecha/", "who proves a name knows no accounts"},
	{"hecha/specimen", "hecha/pipeline", "specimens are drawn without knowing how they are read"},
}

// pixels is what every package may import that deals with pictures.
const pixels = "hecha/pipeline/pyramid"

func TestImports(t *testing.T) {
	deps := map[string][]string{}
	for _, f := range forbidden {
		if _, ok := deps[f.pkg]; !ok {
			out, err := exec.Command("go", "list", "-deps", f.pkg).Output()
			if err != nil {
				t.Fatalf("go list -deps %s: %v", f.pkg, err)
			}
			deps[f.pkg] = strings.Fields(string(out))
		}
		for _, dep := range deps[f.pkg] {
			if dep != f.pkg && dep != pixels && !strings.HasPrefix(f.imports, dep+"/") && strings.HasPrefix(dep, f.imports) {
				t.Errorf("%s imports %s: %s", f.pkg, dep, f.why)
			}
		}
	}
}
