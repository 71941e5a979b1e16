package tabwright

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	v1 "github.com/tabwright/tabwright/gen/go/tabwright/v1"
	"google.golang.org/genproto/googleapis/api/httpbody"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// jobs is a server whose answers each test gives.
type jobs struct {
	v1.UnimplementedJobServiceServer
	v1.UnimplementedActionServiceServer
	v1.UnimplementedArtifactServiceServer
	breaks    []error // of WatchJobs, one after the other
	cursors   []string
	downloads int
	created   []*v1.CreateJobRequest
	watched   []int32
	keys      []string
	allowed   time.Duration
	failures  []error // of CreateJob, one after the other
	streams   []stream
}

// stream is what one call of WatchJob gets.
type stream struct {
	sequences []int32
	end       error
}

func (j *jobs) CreateJob(ctx context.Context, request *v1.CreateJobRequest) (*v1.CreateJobResponse, error) {
	given, _ := metadata.FromIncomingContext(ctx)
	j.keys = append(j.keys, given.Get("x-api-key")...)
	j.created = append(j.created, request)
	if len(j.failures) > 0 {
		failure := j.failures[0]
		j.failures = j.failures[1:]
		return nil, failure
	}
	return &v1.CreateJobResponse{JobId: "the job"}, nil
}

func (j *jobs) GetJob(_ context.Context, request *v1.GetJobRequest) (*v1.Job, error) {
	return &v1.Job{Id: request.GetJobId(), Status: v1.Job_failed}, nil
}

func (j *jobs) WatchJob(request *v1.WatchJobRequest, call grpc.ServerStreamingServer[v1.JobEvent]) error {
	j.watched = append(j.watched, request.GetAfterSequence())
	next := j.streams[0]
	j.streams = j.streams[1:]
	for _, sequence := range next.sequences {
		if err := call.Send(&v1.JobEvent{Sequence: sequence}); err != nil {
			return err
		}
	}
	return next.end
}

func (j *jobs) WatchJobs(request *v1.WatchJobsRequest, call grpc.ServerStreamingServer[v1.WatchJobsResponse]) error {
	j.cursors = append(j.cursors, request.GetCursor())
	end := j.breaks[0]
	j.breaks = j.breaks[1:]
	return errors.Join(call.Send(&v1.WatchJobsResponse{Cursor: request.GetCursor() + "+"}), end)
}

// ListJobs has three jobs, on pages of two.
func (j *jobs) ListJobs(_ context.Context, request *v1.ListJobsRequest) (*v1.ListJobsResponse, error) {
	if request.GetPageToken() == "" {
		return &v1.ListJobsResponse{Data: []*v1.Job{{Id: "1"}, {Id: "2"}}, NextPageToken: "after 2"}, nil
	}
	if request.GetPageToken() != "after 2" || request.GetPage() != 0 || request.GetLimit() != 2 {
		return nil, status.Error(codes.InvalidArgument, request.String())
	}
	return &v1.ListJobsResponse{Data: []*v1.Job{{Id: "3"}}}, nil
}

// DownloadArtifact has artifacts of two pieces, of which the second does not come at the first time.
func (j *jobs) DownloadArtifact(request *v1.DownloadArtifactRequest, call grpc.ServerStreamingServer[httpbody.HttpBody]) error {
	if err := call.Send(&httpbody.HttpBody{Data: []byte("half ")}); err != nil {
		return err
	}
	j.downloads++
	switch {
	case request.GetArtifact() == "none":
		return status.Error(codes.NotFound, "there is none")
	case j.downloads%2 == 1:
		return status.Error(codes.Unavailable, "")
	default:
		return call.Send(&httpbody.HttpBody{Data: []byte("and half")})
	}
}

func (j *jobs) Visit(ctx context.Context, _ *v1.VisitRequest) (*v1.ActionResponse, error) {
	until, _ := ctx.Deadline()
	j.allowed = time.Until(until)
	return &v1.ActionResponse{}, nil
}

func connect(t *testing.T, server *jobs) *Client {
	t.Helper()
	client, err := Connect(serve(t, server), "the key")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// serve returns the address of a server.
func serve(t *testing.T, server *jobs, options ...grpc.ServerOption) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serving := grpc.NewServer(options...)
	v1.RegisterJobServiceServer(serving, server)
	v1.RegisterActionServiceServer(serving, server)
	v1.RegisterArtifactServiceServer(serving, server)
	go func() {
		if err := serving.Serve(listener); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(serving.Stop)
	return listener.Addr().String()
}

func failure(t *testing.T, code codes.Code, reason string) error {
	t.Helper()
	from, err := status.New(code, "it failed").WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: "tabwright.dev"})
	if err != nil {
		t.Fatal(err)
	}
	return from.Err()
}

func TestABrokenWatchGoesOnAfterTheLastEvent(t *testing.T) {
	server := &jobs{streams: []stream{
		{[]int32{1, 2}, status.Error(codes.Internal, "Received RST_STREAM with error code 2")},
		{nil, failure(t, codes.Unavailable, "SERVER_STOPPING")},
		{[]int32{3}, failure(t, codes.Aborted, "READER_TOO_SLOW")},
		{[]int32{4}, nil},
	}}
	var sequences []int32
	for event, err := range connect(t, server).Watch(t.Context(), "the job", 0) {
		if err != nil {
			t.Fatal(err)
		}
		sequences = append(sequences, event.GetSequence())
	}
	if !slices.Equal(sequences, []int32{1, 2, 3, 4}) || !slices.Equal(server.watched, []int32{0, 2, 2, 3}) {
		t.Errorf("got %v, by calls after %v", sequences, server.watched)
	}
}

func TestAWatchEndsWithAnErrorThatTryingAgainWouldNotMend(t *testing.T) {
	for _, reason := range []error{failure(t, codes.NotFound, "JOB_NOT_FOUND"), failure(t, codes.Internal, "INTERNAL")} {
		server := &jobs{streams: []stream{{[]int32{1}, reason}}}
		var last error
		for _, err := range connect(t, server).Watch(t.Context(), "the job", 0) {
			last = err
		}
		if ProblemOf(last).Reason != ProblemOf(reason).Reason {
			t.Errorf("got %v for %v", last, reason)
		}
	}
}

func TestRunRepeatsTheSameRequestUntilItIsAnswered(t *testing.T) {
	server := &jobs{
		failures: []error{status.Error(codes.Unavailable, ""), status.Error(codes.Internal, "")},
		streams:  []stream{{[]int32{1, 2}, nil}},
	}
	asked := &v1.CreateJobRequest{TargetUrl: "https://example.com"}
	told := 0
	job, err := connect(t, server).Run(t.Context(), asked, func(*v1.JobEvent) { told++ })
	if err != nil {
		t.Fatal(err)
	}
	if job.GetStatus() != v1.Job_failed || told != 2 {
		t.Errorf("got a job that is %v, after %d events", job.GetStatus(), told)
	}
	id := server.created[0].GetRequestId()
	if id == "" || asked.GetRequestId() != "" || len(server.created) != 3 || server.created[2].GetRequestId() != id {
		t.Errorf("got the requests %v", server.created)
	}
	if !slices.Equal(server.keys, []string{"the key", "the key", "the key"}) {
		t.Errorf("got the keys %v", server.keys)
	}
}

func TestACreateByItselfIsNotRepeated(t *testing.T) {
	server := &jobs{failures: []error{status.Error(codes.Unavailable, "")}}
	_, err := connect(t, server).Jobs.CreateJob(t.Context(), &v1.CreateJobRequest{})
	if ProblemOf(err).Code != codes.Unavailable || len(server.created) != 1 {
		t.Errorf("got %v, after %d calls", err, len(server.created))
	}
}

func TestABrokenWatchOfAllJobsGoesOnAfterTheLastCursor(t *testing.T) {
	server := &jobs{breaks: []error{
		status.Error(codes.Unavailable, ""), failure(t, codes.Aborted, "READER_TOO_SLOW"), failure(t, codes.OutOfRange, "OUT_OF_RANGE"),
	}}
	var cursors []string
	var last error
	for message, err := range connect(t, server).WatchJobs(t.Context(), nil) {
		if last = err; err == nil {
			cursors = append(cursors, message.GetCursor())
		}
	}
	if ProblemOf(last).Code != codes.OutOfRange || !slices.Equal(cursors, []string{"+", "++", "+++"}) ||
		!slices.Equal(server.cursors, []string{"", "+", "++"}) {
		t.Errorf("got %v and %v, by calls after %v", cursors, last, server.cursors)
	}
}

func TestAListHasTheItemsOfAllItsPages(t *testing.T) {
	request := &v1.ListJobsRequest{Limit: 2, Page: 1}
	var ids []string
	for job, err := range ListAll(t.Context(), connect(t, &jobs{}).Jobs.ListJobs, request) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, job.GetId())
	}
	if !slices.Equal(ids, []string{"1", "2", "3"}) || request.PageToken != "" {
		t.Errorf("got %v, and left %v", ids, request)
	}
}

func TestADownloadIsWholeOrNotThere(t *testing.T) {
	client := connect(t, &jobs{})
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := client.DownloadTo(t.Context(), "the job", "file", file); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(file); err != nil || string(content) != "half and half" {
		t.Errorf("got %q and %v", content, err)
	}
	if content, err := client.Download(t.Context(), "the job", "file"); err != nil || string(content) != "half and half" {
		t.Errorf("got %q and %v", content, err)
	}
	if err := client.DownloadTo(t.Context(), "the job", "none", filepath.Join(folder, "none")); ProblemOf(err).Code != codes.NotFound {
		t.Errorf("got %v", err)
	}
	if err := client.DownloadTo(t.Context(), "the job", "file", filepath.Join(folder, "nowhere", "file")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := client.DownloadTo(t.Context(), "the job", "file", file, Overwrite); err != nil {
		t.Errorf("got %v", err)
	}
	if err := client.DownloadTo(t.Context(), "the job", "file", file); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	longest := filepath.Join(folder, strings.Repeat("x", 255))
	if err := client.DownloadTo(t.Context(), "the job", "file", longest); err != nil {
		t.Errorf("got %v", err)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 2 {
		t.Errorf("got %v and %v", files, err)
	}
}

func TestADownloadReplacesNoPipeAndNoLink(t *testing.T) {
	client := connect(t, &jobs{})
	folder := t.TempDir()
	pipe, link, dangling := filepath.Join(folder, "pipe"), filepath.Join(folder, "link"), filepath.Join(folder, "dangling")
	if err := errors.Join(
		exec.Command("mkfifo", pipe).Run(),
		os.WriteFile(filepath.Join(folder, "file"), []byte("older"), 0o600),
		os.Symlink("file", link),
		os.Symlink("missing", dangling),
	); err != nil {
		t.Fatal(err)
	}
	for _, taken := range []string{pipe, folder} {
		if err := client.DownloadTo(t.Context(), "the job", "file", taken, Overwrite); !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v for %s", err, taken)
		}
	}
	if err := client.DownloadTo(t.Context(), "the job", "file", link); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got %v", err)
	}
	for _, path := range []string{link, dangling} {
		if err := client.DownloadTo(t.Context(), "the job", "file", path, Overwrite); err != nil {
			t.Errorf("got %v", err)
		}
		if content, err := os.ReadFile(path); err != nil || string(content) != "half and half" {
			t.Errorf("got %q and %v", content, err)
		}
	}
	var kinds []fs.FileMode
	files, err := os.ReadDir(folder)
	for _, file := range files {
		kinds = append(kinds, file.Type())
	}
	// dangling, file, link, missing, pipe
	if err != nil || !slices.Equal(kinds, []fs.FileMode{fs.ModeSymlink, 0, fs.ModeSymlink, 0, fs.ModeNamedPipe}) {
		t.Errorf("got %v and %v", files, err)
	}
}

func TestACallHasItsDefaultDeadlineAndWhatItAsksTheServerToWait(t *testing.T) {
	server := &jobs{}
	_, err := connect(t, server).Actions.Visit(t.Context(), &v1.VisitRequest{WaitMs: new(int32(60_000))})
	if err != nil || server.allowed < time.Minute || server.allowed > 90*time.Second {
		t.Errorf("got %v, with %v to go", err, server.allowed)
	}
}

func TestAKeyThatCannotBeSentIsRefused(t *testing.T) {
	for _, key := range []string{"two\nlines", "line\n", "clé", "nul\x00", "\xff"} {
		_, err := Connect("127.0.0.1:9", key)
		if err == nil || err.Error() != "the API key must be printable ASCII, without line breaks" {
			t.Errorf("got %v for %q", err, key)
		}
	}
}

func TestAnEncryptedConnectionCarriesTheKey(t *testing.T) {
	trusted := httptest.NewTLSServer(nil)
	t.Cleanup(trusted.Close)
	server := &jobs{}
	address := serve(t, server, grpc.Creds(credentials.NewServerTLSFromCert(&trusted.TLS.Certificates[0])))
	authorities := x509.NewCertPool()
	authorities.AddCert(trusted.Certificate())
	client, err := Connect(address, "the key", WithTLS(&tls.Config{RootCAs: authorities}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	if _, err := client.Jobs.CreateJob(t.Context(), &v1.CreateJobRequest{}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(server.keys, []string{"the key"}) {
		t.Errorf("got the keys %v", server.keys)
	}
}
