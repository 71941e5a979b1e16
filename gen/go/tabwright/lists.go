package tabwright

import (
	"context"
	"fmt"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// ListAll yields what a list method lists, on all its pages, such as
//
//	ListAll(ctx, client.Jobs.ListJobs, &v1.ListJobsRequest{})
//
// A page is asked for when the one before it has been read. An error is yielded last.
func ListAll[Q proto.Message, A interface{ GetData() []T }, T any](
	ctx context.Context, list func(context.Context, Q, ...grpc.CallOption) (A, error), request Q,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		request := proto.CloneOf(request)
		for {
			page, err := list(ctx, request)
			if err != nil {
				yield(*new(T), fmt.Errorf("list: %w", err))
				return
			}
			for _, item := range page.GetData() {
				if !yield(item, nil) {
					return
				}
			}
			paged, has := any(page).(interface{ GetNextPageToken() string })
			if !has || paged.GetNextPageToken() == "" { // short lists have one page
				return
			}
			continueAt(request.ProtoReflect(), paged.GetNextPageToken())
		}
	}
}

// continueAt makes a list request ask for the page of a token.
func continueAt(request protoreflect.Message, token string) {
	fields := request.Descriptor().Fields()
	request.Set(fields.ByName("page_token"), protoreflect.ValueOfString(token))
	if page := fields.ByName("page"); page != nil {
		request.Clear(page) // it says where to continue as well
	}
}
