package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
 * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
 * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
 * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
 * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
 * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
 * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class RenderServiceGrpc {

  private RenderServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.RenderService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest,
      com.google.api.HttpBody> getRenderScreenshotMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RenderScreenshot",
      requestType = dev.tabwright.v1.ScreenshotRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest,
      com.google.api.HttpBody> getRenderScreenshotMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest, com.google.api.HttpBody> getRenderScreenshotMethod;
    if ((getRenderScreenshotMethod = RenderServiceGrpc.getRenderScreenshotMethod) == null) {
      synchronized (RenderServiceGrpc.class) {
        if ((getRenderScreenshotMethod = RenderServiceGrpc.getRenderScreenshotMethod) == null) {
          RenderServiceGrpc.getRenderScreenshotMethod = getRenderScreenshotMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ScreenshotRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RenderScreenshot"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ScreenshotRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new RenderServiceMethodDescriptorSupplier("RenderScreenshot"))
              .build();
        }
      }
    }
    return getRenderScreenshotMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest,
      com.google.api.HttpBody> getRenderPdfMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RenderPdf",
      requestType = dev.tabwright.v1.PdfRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest,
      com.google.api.HttpBody> getRenderPdfMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest, com.google.api.HttpBody> getRenderPdfMethod;
    if ((getRenderPdfMethod = RenderServiceGrpc.getRenderPdfMethod) == null) {
      synchronized (RenderServiceGrpc.class) {
        if ((getRenderPdfMethod = RenderServiceGrpc.getRenderPdfMethod) == null) {
          RenderServiceGrpc.getRenderPdfMethod = getRenderPdfMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PdfRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RenderPdf"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PdfRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new RenderServiceMethodDescriptorSupplier("RenderPdf"))
              .build();
        }
      }
    }
    return getRenderPdfMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest,
      com.google.api.HttpBody> getRenderContentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RenderContent",
      requestType = dev.tabwright.v1.RenderTextRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest,
      com.google.api.HttpBody> getRenderContentMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest, com.google.api.HttpBody> getRenderContentMethod;
    if ((getRenderContentMethod = RenderServiceGrpc.getRenderContentMethod) == null) {
      synchronized (RenderServiceGrpc.class) {
        if ((getRenderContentMethod = RenderServiceGrpc.getRenderContentMethod) == null) {
          RenderServiceGrpc.getRenderContentMethod = getRenderContentMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RenderTextRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RenderContent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RenderTextRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new RenderServiceMethodDescriptorSupplier("RenderContent"))
              .build();
        }
      }
    }
    return getRenderContentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest,
      com.google.api.HttpBody> getRenderMarkdownMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RenderMarkdown",
      requestType = dev.tabwright.v1.RenderTextRequest.class,
      responseType = com.google.api.HttpBody.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest,
      com.google.api.HttpBody> getRenderMarkdownMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.RenderTextRequest, com.google.api.HttpBody> getRenderMarkdownMethod;
    if ((getRenderMarkdownMethod = RenderServiceGrpc.getRenderMarkdownMethod) == null) {
      synchronized (RenderServiceGrpc.class) {
        if ((getRenderMarkdownMethod = RenderServiceGrpc.getRenderMarkdownMethod) == null) {
          RenderServiceGrpc.getRenderMarkdownMethod = getRenderMarkdownMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.RenderTextRequest, com.google.api.HttpBody>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RenderMarkdown"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.RenderTextRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.api.HttpBody.getDefaultInstance()))
              .setSchemaDescriptor(new RenderServiceMethodDescriptorSupplier("RenderMarkdown"))
              .build();
        }
      }
    }
    return getRenderMarkdownMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static RenderServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RenderServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RenderServiceStub>() {
        @java.lang.Override
        public RenderServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RenderServiceStub(channel, callOptions);
        }
      };
    return RenderServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static RenderServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RenderServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RenderServiceBlockingV2Stub>() {
        @java.lang.Override
        public RenderServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RenderServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return RenderServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static RenderServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RenderServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RenderServiceBlockingStub>() {
        @java.lang.Override
        public RenderServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RenderServiceBlockingStub(channel, callOptions);
        }
      };
    return RenderServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static RenderServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RenderServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RenderServiceFutureStub>() {
        @java.lang.Override
        public RenderServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RenderServiceFutureStub(channel, callOptions);
        }
      };
    return RenderServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Takes a picture of a page: a PNG, JPEG or WebP.
     * </pre>
     */
    default void renderScreenshot(dev.tabwright.v1.ScreenshotRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRenderScreenshotMethod(), responseObserver);
    }

    /**
     * <pre>
     * Prints a page as PDF. Chromium only.
     * </pre>
     */
    default void renderPdf(dev.tabwright.v1.PdfRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRenderPdfMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads the HTML of a page as it stands after loading, or of target.
     * </pre>
     */
    default void renderContent(dev.tabwright.v1.RenderTextRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRenderContentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads a page, or target, as Markdown.
     * </pre>
     */
    default void renderMarkdown(dev.tabwright.v1.RenderTextRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRenderMarkdownMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service RenderService.
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public static abstract class RenderServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return RenderServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service RenderService.
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public static final class RenderServiceStub
      extends io.grpc.stub.AbstractAsyncStub<RenderServiceStub> {
    private RenderServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RenderServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RenderServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Takes a picture of a page: a PNG, JPEG or WebP.
     * </pre>
     */
    public void renderScreenshot(dev.tabwright.v1.ScreenshotRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getRenderScreenshotMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Prints a page as PDF. Chromium only.
     * </pre>
     */
    public void renderPdf(dev.tabwright.v1.PdfRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getRenderPdfMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads the HTML of a page as it stands after loading, or of target.
     * </pre>
     */
    public void renderContent(dev.tabwright.v1.RenderTextRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getRenderContentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads a page, or target, as Markdown.
     * </pre>
     */
    public void renderMarkdown(dev.tabwright.v1.RenderTextRequest request,
        io.grpc.stub.StreamObserver<com.google.api.HttpBody> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getRenderMarkdownMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service RenderService.
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public static final class RenderServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<RenderServiceBlockingV2Stub> {
    private RenderServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RenderServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RenderServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Takes a picture of a page: a PNG, JPEG or WebP.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        renderScreenshot(dev.tabwright.v1.ScreenshotRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getRenderScreenshotMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Prints a page as PDF. Chromium only.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        renderPdf(dev.tabwright.v1.PdfRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getRenderPdfMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads the HTML of a page as it stands after loading, or of target.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        renderContent(dev.tabwright.v1.RenderTextRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getRenderContentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a page, or target, as Markdown.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, com.google.api.HttpBody>
        renderMarkdown(dev.tabwright.v1.RenderTextRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getRenderMarkdownMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service RenderService.
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public static final class RenderServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<RenderServiceBlockingStub> {
    private RenderServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RenderServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RenderServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Takes a picture of a page: a PNG, JPEG or WebP.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> renderScreenshot(
        dev.tabwright.v1.ScreenshotRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getRenderScreenshotMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Prints a page as PDF. Chromium only.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> renderPdf(
        dev.tabwright.v1.PdfRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getRenderPdfMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads the HTML of a page as it stands after loading, or of target.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> renderContent(
        dev.tabwright.v1.RenderTextRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getRenderContentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads a page, or target, as Markdown.
     * </pre>
     */
    public java.util.Iterator<com.google.api.HttpBody> renderMarkdown(
        dev.tabwright.v1.RenderTextRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getRenderMarkdownMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service RenderService.
   * <pre>
   * Files made of pages: one call, one file. Each call creates an ordinary job, as ActionService does, waits for its end, and answers with the file itself. The initial metadata, over REST the headers,
   * carry `x-tabwright-job-id`, `location`, `content-disposition` and `x-file-size`; errors that come once there is a job
   * carry `x-tabwright-job-id`. When the caller leaves, the job continues; a call with the request_id of an earlier one
   * answers with the file of the same job. wait_ms is how long the call waits; its default is the job's timeout_ms and
   * 10000 more, and 300000 at most. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type; FAILED_PRECONDITION: the
   * job has failed, which ErrorInfo explains, or the browser type is inactive; DEADLINE_EXCEEDED: the job has not ended
   * yet; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the request_id was used for another request.
   * </pre>
   */
  public static final class RenderServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<RenderServiceFutureStub> {
    private RenderServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RenderServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RenderServiceFutureStub(channel, callOptions);
    }
  }

  private static final int METHODID_RENDER_SCREENSHOT = 0;
  private static final int METHODID_RENDER_PDF = 1;
  private static final int METHODID_RENDER_CONTENT = 2;
  private static final int METHODID_RENDER_MARKDOWN = 3;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_RENDER_SCREENSHOT:
          serviceImpl.renderScreenshot((dev.tabwright.v1.ScreenshotRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_RENDER_PDF:
          serviceImpl.renderPdf((dev.tabwright.v1.PdfRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_RENDER_CONTENT:
          serviceImpl.renderContent((dev.tabwright.v1.RenderTextRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        case METHODID_RENDER_MARKDOWN:
          serviceImpl.renderMarkdown((dev.tabwright.v1.RenderTextRequest) request,
              (io.grpc.stub.StreamObserver<com.google.api.HttpBody>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getRenderScreenshotMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.ScreenshotRequest,
              com.google.api.HttpBody>(
                service, METHODID_RENDER_SCREENSHOT)))
        .addMethod(
          getRenderPdfMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.PdfRequest,
              com.google.api.HttpBody>(
                service, METHODID_RENDER_PDF)))
        .addMethod(
          getRenderContentMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.RenderTextRequest,
              com.google.api.HttpBody>(
                service, METHODID_RENDER_CONTENT)))
        .addMethod(
          getRenderMarkdownMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.tabwright.v1.RenderTextRequest,
              com.google.api.HttpBody>(
                service, METHODID_RENDER_MARKDOWN)))
        .build();
  }

  private static abstract class RenderServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    RenderServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.RenderServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("RenderService");
    }
  }

  private static final class RenderServiceFileDescriptorSupplier
      extends RenderServiceBaseDescriptorSupplier {
    RenderServiceFileDescriptorSupplier() {}
  }

  private static final class RenderServiceMethodDescriptorSupplier
      extends RenderServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    RenderServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (RenderServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new RenderServiceFileDescriptorSupplier())
              .addMethod(getRenderScreenshotMethod())
              .addMethod(getRenderPdfMethod())
              .addMethod(getRenderContentMethod())
              .addMethod(getRenderMarkdownMethod())
              .build();
        }
      }
    }
    return result;
  }
}
