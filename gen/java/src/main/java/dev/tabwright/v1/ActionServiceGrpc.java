package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
 * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
 * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
 * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
 * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
 * request_id was used for another request.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ActionServiceGrpc {

  private ActionServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.ActionService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.VisitRequest,
      dev.tabwright.v1.ActionResponse> getVisitMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Visit",
      requestType = dev.tabwright.v1.VisitRequest.class,
      responseType = dev.tabwright.v1.ActionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.VisitRequest,
      dev.tabwright.v1.ActionResponse> getVisitMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.VisitRequest, dev.tabwright.v1.ActionResponse> getVisitMethod;
    if ((getVisitMethod = ActionServiceGrpc.getVisitMethod) == null) {
      synchronized (ActionServiceGrpc.class) {
        if ((getVisitMethod = ActionServiceGrpc.getVisitMethod) == null) {
          ActionServiceGrpc.getVisitMethod = getVisitMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.VisitRequest, dev.tabwright.v1.ActionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Visit"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.VisitRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ActionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActionServiceMethodDescriptorSupplier("Visit"))
              .build();
        }
      }
    }
    return getVisitMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest,
      dev.tabwright.v1.ActionResponse> getScreenshotMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Screenshot",
      requestType = dev.tabwright.v1.ScreenshotRequest.class,
      responseType = dev.tabwright.v1.ActionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest,
      dev.tabwright.v1.ActionResponse> getScreenshotMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ScreenshotRequest, dev.tabwright.v1.ActionResponse> getScreenshotMethod;
    if ((getScreenshotMethod = ActionServiceGrpc.getScreenshotMethod) == null) {
      synchronized (ActionServiceGrpc.class) {
        if ((getScreenshotMethod = ActionServiceGrpc.getScreenshotMethod) == null) {
          ActionServiceGrpc.getScreenshotMethod = getScreenshotMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ScreenshotRequest, dev.tabwright.v1.ActionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Screenshot"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ScreenshotRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ActionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActionServiceMethodDescriptorSupplier("Screenshot"))
              .build();
        }
      }
    }
    return getScreenshotMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.FormFillRequest,
      dev.tabwright.v1.ActionResponse> getFormFillMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "FormFill",
      requestType = dev.tabwright.v1.FormFillRequest.class,
      responseType = dev.tabwright.v1.ActionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.FormFillRequest,
      dev.tabwright.v1.ActionResponse> getFormFillMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.FormFillRequest, dev.tabwright.v1.ActionResponse> getFormFillMethod;
    if ((getFormFillMethod = ActionServiceGrpc.getFormFillMethod) == null) {
      synchronized (ActionServiceGrpc.class) {
        if ((getFormFillMethod = ActionServiceGrpc.getFormFillMethod) == null) {
          ActionServiceGrpc.getFormFillMethod = getFormFillMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.FormFillRequest, dev.tabwright.v1.ActionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "FormFill"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.FormFillRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ActionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActionServiceMethodDescriptorSupplier("FormFill"))
              .build();
        }
      }
    }
    return getFormFillMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ExtractRequest,
      dev.tabwright.v1.ActionResponse> getExtractMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Extract",
      requestType = dev.tabwright.v1.ExtractRequest.class,
      responseType = dev.tabwright.v1.ActionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ExtractRequest,
      dev.tabwright.v1.ActionResponse> getExtractMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ExtractRequest, dev.tabwright.v1.ActionResponse> getExtractMethod;
    if ((getExtractMethod = ActionServiceGrpc.getExtractMethod) == null) {
      synchronized (ActionServiceGrpc.class) {
        if ((getExtractMethod = ActionServiceGrpc.getExtractMethod) == null) {
          ActionServiceGrpc.getExtractMethod = getExtractMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ExtractRequest, dev.tabwright.v1.ActionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Extract"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ExtractRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ActionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActionServiceMethodDescriptorSupplier("Extract"))
              .build();
        }
      }
    }
    return getExtractMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest,
      dev.tabwright.v1.ActionResponse> getPdfMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "Pdf",
      requestType = dev.tabwright.v1.PdfRequest.class,
      responseType = dev.tabwright.v1.ActionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest,
      dev.tabwright.v1.ActionResponse> getPdfMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.PdfRequest, dev.tabwright.v1.ActionResponse> getPdfMethod;
    if ((getPdfMethod = ActionServiceGrpc.getPdfMethod) == null) {
      synchronized (ActionServiceGrpc.class) {
        if ((getPdfMethod = ActionServiceGrpc.getPdfMethod) == null) {
          ActionServiceGrpc.getPdfMethod = getPdfMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.PdfRequest, dev.tabwright.v1.ActionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "Pdf"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.PdfRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ActionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ActionServiceMethodDescriptorSupplier("Pdf"))
              .build();
        }
      }
    }
    return getPdfMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ActionServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActionServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActionServiceStub>() {
        @java.lang.Override
        public ActionServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActionServiceStub(channel, callOptions);
        }
      };
    return ActionServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ActionServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActionServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActionServiceBlockingV2Stub>() {
        @java.lang.Override
        public ActionServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActionServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ActionServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ActionServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActionServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActionServiceBlockingStub>() {
        @java.lang.Override
        public ActionServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActionServiceBlockingStub(channel, callOptions);
        }
      };
    return ActionServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ActionServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ActionServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ActionServiceFutureStub>() {
        @java.lang.Override
        public ActionServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ActionServiceFutureStub(channel, callOptions);
        }
      };
    return ActionServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Opens a page.
     * </pre>
     */
    default void visit(dev.tabwright.v1.VisitRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getVisitMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens a page and takes a picture of it: the artifact screenshot.png, .jpg or .webp.
     * </pre>
     */
    default void screenshot(dev.tabwright.v1.ScreenshotRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getScreenshotMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens a page, fills in its form, and submits it if an action clicks for that.
     * </pre>
     */
    default void formFill(dev.tabwright.v1.FormFillRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getFormFillMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens a page and reads values from it: value of the only one of result.actions, an object with a key for
     * each extractor, or what target reads.
     * </pre>
     */
    default void extract(dev.tabwright.v1.ExtractRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getExtractMethod(), responseObserver);
    }

    /**
     * <pre>
     * Opens a page and prints it: the artifact page.pdf. Chromium only.
     * </pre>
     */
    default void pdf(dev.tabwright.v1.PdfRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPdfMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ActionService.
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public static abstract class ActionServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ActionServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ActionService.
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public static final class ActionServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ActionServiceStub> {
    private ActionServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActionServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActionServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Opens a page.
     * </pre>
     */
    public void visit(dev.tabwright.v1.VisitRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getVisitMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens a page and takes a picture of it: the artifact screenshot.png, .jpg or .webp.
     * </pre>
     */
    public void screenshot(dev.tabwright.v1.ScreenshotRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getScreenshotMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens a page, fills in its form, and submits it if an action clicks for that.
     * </pre>
     */
    public void formFill(dev.tabwright.v1.FormFillRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getFormFillMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens a page and reads values from it: value of the only one of result.actions, an object with a key for
     * each extractor, or what target reads.
     * </pre>
     */
    public void extract(dev.tabwright.v1.ExtractRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getExtractMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Opens a page and prints it: the artifact page.pdf. Chromium only.
     * </pre>
     */
    public void pdf(dev.tabwright.v1.PdfRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPdfMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ActionService.
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public static final class ActionServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ActionServiceBlockingV2Stub> {
    private ActionServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActionServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActionServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Opens a page.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse visit(dev.tabwright.v1.VisitRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getVisitMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and takes a picture of it: the artifact screenshot.png, .jpg or .webp.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse screenshot(dev.tabwright.v1.ScreenshotRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getScreenshotMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page, fills in its form, and submits it if an action clicks for that.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse formFill(dev.tabwright.v1.FormFillRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getFormFillMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and reads values from it: value of the only one of result.actions, an object with a key for
     * each extractor, or what target reads.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse extract(dev.tabwright.v1.ExtractRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getExtractMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and prints it: the artifact page.pdf. Chromium only.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse pdf(dev.tabwright.v1.PdfRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPdfMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ActionService.
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public static final class ActionServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ActionServiceBlockingStub> {
    private ActionServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActionServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActionServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Opens a page.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse visit(dev.tabwright.v1.VisitRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getVisitMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and takes a picture of it: the artifact screenshot.png, .jpg or .webp.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse screenshot(dev.tabwright.v1.ScreenshotRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getScreenshotMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page, fills in its form, and submits it if an action clicks for that.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse formFill(dev.tabwright.v1.FormFillRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getFormFillMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and reads values from it: value of the only one of result.actions, an object with a key for
     * each extractor, or what target reads.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse extract(dev.tabwright.v1.ExtractRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getExtractMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Opens a page and prints it: the artifact page.pdf. Chromium only.
     * </pre>
     */
    public dev.tabwright.v1.ActionResponse pdf(dev.tabwright.v1.PdfRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPdfMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ActionService.
   * <pre>
   * Simple jobs on one page. A request takes all that its action takes, by the same names, and the job's options. What it
   * says of the action has the rules of Action. Each call creates an ordinary job with ordinary actions, which all calls of JobService see;
   * Job.action_type names the method that creates such a job. All methods answer 201 with Location over REST, and are
   * safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
   * FAILED_PRECONDITION: the browser type is inactive; PERMISSION_DENIED: the URL may not be opened; ALREADY_EXISTS: the
   * request_id was used for another request.
   * </pre>
   */
  public static final class ActionServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ActionServiceFutureStub> {
    private ActionServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ActionServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ActionServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Opens a page.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ActionResponse> visit(
        dev.tabwright.v1.VisitRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getVisitMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens a page and takes a picture of it: the artifact screenshot.png, .jpg or .webp.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ActionResponse> screenshot(
        dev.tabwright.v1.ScreenshotRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getScreenshotMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens a page, fills in its form, and submits it if an action clicks for that.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ActionResponse> formFill(
        dev.tabwright.v1.FormFillRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getFormFillMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens a page and reads values from it: value of the only one of result.actions, an object with a key for
     * each extractor, or what target reads.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ActionResponse> extract(
        dev.tabwright.v1.ExtractRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getExtractMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Opens a page and prints it: the artifact page.pdf. Chromium only.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ActionResponse> pdf(
        dev.tabwright.v1.PdfRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPdfMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_VISIT = 0;
  private static final int METHODID_SCREENSHOT = 1;
  private static final int METHODID_FORM_FILL = 2;
  private static final int METHODID_EXTRACT = 3;
  private static final int METHODID_PDF = 4;

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
        case METHODID_VISIT:
          serviceImpl.visit((dev.tabwright.v1.VisitRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse>) responseObserver);
          break;
        case METHODID_SCREENSHOT:
          serviceImpl.screenshot((dev.tabwright.v1.ScreenshotRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse>) responseObserver);
          break;
        case METHODID_FORM_FILL:
          serviceImpl.formFill((dev.tabwright.v1.FormFillRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse>) responseObserver);
          break;
        case METHODID_EXTRACT:
          serviceImpl.extract((dev.tabwright.v1.ExtractRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse>) responseObserver);
          break;
        case METHODID_PDF:
          serviceImpl.pdf((dev.tabwright.v1.PdfRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ActionResponse>) responseObserver);
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
          getVisitMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.VisitRequest,
              dev.tabwright.v1.ActionResponse>(
                service, METHODID_VISIT)))
        .addMethod(
          getScreenshotMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ScreenshotRequest,
              dev.tabwright.v1.ActionResponse>(
                service, METHODID_SCREENSHOT)))
        .addMethod(
          getFormFillMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.FormFillRequest,
              dev.tabwright.v1.ActionResponse>(
                service, METHODID_FORM_FILL)))
        .addMethod(
          getExtractMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ExtractRequest,
              dev.tabwright.v1.ActionResponse>(
                service, METHODID_EXTRACT)))
        .addMethod(
          getPdfMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.PdfRequest,
              dev.tabwright.v1.ActionResponse>(
                service, METHODID_PDF)))
        .build();
  }

  private static abstract class ActionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ActionServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.ActionServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ActionService");
    }
  }

  private static final class ActionServiceFileDescriptorSupplier
      extends ActionServiceBaseDescriptorSupplier {
    ActionServiceFileDescriptorSupplier() {}
  }

  private static final class ActionServiceMethodDescriptorSupplier
      extends ActionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ActionServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ActionServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ActionServiceFileDescriptorSupplier())
              .addMethod(getVisitMethod())
              .addMethod(getScreenshotMethod())
              .addMethod(getFormFillMethod())
              .addMethod(getExtractMethod())
              .addMethod(getPdfMethod())
              .build();
        }
      }
    }
    return result;
  }
}
