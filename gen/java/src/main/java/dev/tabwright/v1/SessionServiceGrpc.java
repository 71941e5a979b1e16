package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
 * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class SessionServiceGrpc {

  private SessionServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.SessionService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CaptureSessionRequest,
      dev.tabwright.v1.CreateJobResponse> getCaptureSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CaptureSession",
      requestType = dev.tabwright.v1.CaptureSessionRequest.class,
      responseType = dev.tabwright.v1.CreateJobResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CaptureSessionRequest,
      dev.tabwright.v1.CreateJobResponse> getCaptureSessionMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CaptureSessionRequest, dev.tabwright.v1.CreateJobResponse> getCaptureSessionMethod;
    if ((getCaptureSessionMethod = SessionServiceGrpc.getCaptureSessionMethod) == null) {
      synchronized (SessionServiceGrpc.class) {
        if ((getCaptureSessionMethod = SessionServiceGrpc.getCaptureSessionMethod) == null) {
          SessionServiceGrpc.getCaptureSessionMethod = getCaptureSessionMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CaptureSessionRequest, dev.tabwright.v1.CreateJobResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CaptureSession"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CaptureSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateJobResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SessionServiceMethodDescriptorSupplier("CaptureSession"))
              .build();
        }
      }
    }
    return getCaptureSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListSessionsRequest,
      dev.tabwright.v1.ListSessionsResponse> getListSessionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSessions",
      requestType = dev.tabwright.v1.ListSessionsRequest.class,
      responseType = dev.tabwright.v1.ListSessionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListSessionsRequest,
      dev.tabwright.v1.ListSessionsResponse> getListSessionsMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListSessionsRequest, dev.tabwright.v1.ListSessionsResponse> getListSessionsMethod;
    if ((getListSessionsMethod = SessionServiceGrpc.getListSessionsMethod) == null) {
      synchronized (SessionServiceGrpc.class) {
        if ((getListSessionsMethod = SessionServiceGrpc.getListSessionsMethod) == null) {
          SessionServiceGrpc.getListSessionsMethod = getListSessionsMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListSessionsRequest, dev.tabwright.v1.ListSessionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSessions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSessionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListSessionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new SessionServiceMethodDescriptorSupplier("ListSessions"))
              .build();
        }
      }
    }
    return getListSessionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetSessionRequest,
      dev.tabwright.v1.Session> getGetSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetSession",
      requestType = dev.tabwright.v1.GetSessionRequest.class,
      responseType = dev.tabwright.v1.Session.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetSessionRequest,
      dev.tabwright.v1.Session> getGetSessionMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetSessionRequest, dev.tabwright.v1.Session> getGetSessionMethod;
    if ((getGetSessionMethod = SessionServiceGrpc.getGetSessionMethod) == null) {
      synchronized (SessionServiceGrpc.class) {
        if ((getGetSessionMethod = SessionServiceGrpc.getGetSessionMethod) == null) {
          SessionServiceGrpc.getGetSessionMethod = getGetSessionMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetSessionRequest, dev.tabwright.v1.Session>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetSession"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Session.getDefaultInstance()))
              .setSchemaDescriptor(new SessionServiceMethodDescriptorSupplier("GetSession"))
              .build();
        }
      }
    }
    return getGetSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ImportSessionRequest,
      dev.tabwright.v1.Session> getImportSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ImportSession",
      requestType = dev.tabwright.v1.ImportSessionRequest.class,
      responseType = dev.tabwright.v1.Session.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ImportSessionRequest,
      dev.tabwright.v1.Session> getImportSessionMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ImportSessionRequest, dev.tabwright.v1.Session> getImportSessionMethod;
    if ((getImportSessionMethod = SessionServiceGrpc.getImportSessionMethod) == null) {
      synchronized (SessionServiceGrpc.class) {
        if ((getImportSessionMethod = SessionServiceGrpc.getImportSessionMethod) == null) {
          SessionServiceGrpc.getImportSessionMethod = getImportSessionMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ImportSessionRequest, dev.tabwright.v1.Session>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ImportSession"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ImportSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.Session.getDefaultInstance()))
              .setSchemaDescriptor(new SessionServiceMethodDescriptorSupplier("ImportSession"))
              .build();
        }
      }
    }
    return getImportSessionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSessionRequest,
      com.google.protobuf.Empty> getDeleteSessionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteSession",
      requestType = dev.tabwright.v1.DeleteSessionRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSessionRequest,
      com.google.protobuf.Empty> getDeleteSessionMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteSessionRequest, com.google.protobuf.Empty> getDeleteSessionMethod;
    if ((getDeleteSessionMethod = SessionServiceGrpc.getDeleteSessionMethod) == null) {
      synchronized (SessionServiceGrpc.class) {
        if ((getDeleteSessionMethod = SessionServiceGrpc.getDeleteSessionMethod) == null) {
          SessionServiceGrpc.getDeleteSessionMethod = getDeleteSessionMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteSessionRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteSession"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteSessionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new SessionServiceMethodDescriptorSupplier("DeleteSession"))
              .build();
        }
      }
    }
    return getDeleteSessionMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static SessionServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SessionServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SessionServiceStub>() {
        @java.lang.Override
        public SessionServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SessionServiceStub(channel, callOptions);
        }
      };
    return SessionServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static SessionServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SessionServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SessionServiceBlockingV2Stub>() {
        @java.lang.Override
        public SessionServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SessionServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return SessionServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static SessionServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SessionServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SessionServiceBlockingStub>() {
        @java.lang.Override
        public SessionServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SessionServiceBlockingStub(channel, callOptions);
        }
      };
    return SessionServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static SessionServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<SessionServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<SessionServiceFutureStub>() {
        @java.lang.Override
        public SessionServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new SessionServiceFutureStub(channel, callOptions);
        }
      };
    return SessionServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a session: a job opens a page, does what it takes to be signed in, and saves the session when all of that is
     * done. It is an ordinary job, which all calls of JobService see; the session is there when it has completed. Where
     * there is a session with this name, the job begins with it, and replaces it. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive, or the installation cannot seal sessions: SECRETS_KEYS is not set;
     * PERMISSION_DENIED: the job may not open a URL, or may not run JavaScript; ALREADY_EXISTS: the request_id was used for
     * another request.
     * </pre>
     */
    default void captureSession(dev.tabwright.v1.CaptureSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCaptureSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the client's sessions, by name.
     * </pre>
     */
    default void listSessions(dev.tabwright.v1.ListSessionsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSessionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSessionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets what is known of one session, and nothing of what is in it. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    default void getSession(dev.tabwright.v1.GetSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Session> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Stores a session that the client has from elsewhere, such as a file of Playwright's; one with this name is replaced.
     * A job that runs with that one saves nothing over it. Of what is given, only what belongs to origins is kept.
     * Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT names each wrong field;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    default void importSession(dev.tabwright.v1.ImportSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Session> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getImportSessionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a session for good. Jobs that begin with it later fail, unless they save it; one that runs with it goes on, and
     * what it would save of it is not saved. The site is not told: it may consider the browser signed in.
     * NOT_FOUND: the client has none with this name.
     * </pre>
     */
    default void deleteSession(dev.tabwright.v1.DeleteSessionRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteSessionMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service SessionService.
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public static abstract class SessionServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return SessionServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service SessionService.
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public static final class SessionServiceStub
      extends io.grpc.stub.AbstractAsyncStub<SessionServiceStub> {
    private SessionServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SessionServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SessionServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a session: a job opens a page, does what it takes to be signed in, and saves the session when all of that is
     * done. It is an ordinary job, which all calls of JobService see; the session is there when it has completed. Where
     * there is a session with this name, the job begins with it, and replaces it. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive, or the installation cannot seal sessions: SECRETS_KEYS is not set;
     * PERMISSION_DENIED: the job may not open a URL, or may not run JavaScript; ALREADY_EXISTS: the request_id was used for
     * another request.
     * </pre>
     */
    public void captureSession(dev.tabwright.v1.CaptureSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCaptureSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the client's sessions, by name.
     * </pre>
     */
    public void listSessions(dev.tabwright.v1.ListSessionsRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSessionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSessionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets what is known of one session, and nothing of what is in it. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public void getSession(dev.tabwright.v1.GetSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Session> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Stores a session that the client has from elsewhere, such as a file of Playwright's; one with this name is replaced.
     * A job that runs with that one saves nothing over it. Of what is given, only what belongs to origins is kept.
     * Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT names each wrong field;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public void importSession(dev.tabwright.v1.ImportSessionRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.Session> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getImportSessionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a session for good. Jobs that begin with it later fail, unless they save it; one that runs with it goes on, and
     * what it would save of it is not saved. The site is not told: it may consider the browser signed in.
     * NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public void deleteSession(dev.tabwright.v1.DeleteSessionRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteSessionMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service SessionService.
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public static final class SessionServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<SessionServiceBlockingV2Stub> {
    private SessionServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SessionServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SessionServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a session: a job opens a page, does what it takes to be signed in, and saves the session when all of that is
     * done. It is an ordinary job, which all calls of JobService see; the session is there when it has completed. Where
     * there is a session with this name, the job begins with it, and replaces it. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive, or the installation cannot seal sessions: SECRETS_KEYS is not set;
     * PERMISSION_DENIED: the job may not open a URL, or may not run JavaScript; ALREADY_EXISTS: the request_id was used for
     * another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse captureSession(dev.tabwright.v1.CaptureSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCaptureSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the client's sessions, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListSessionsResponse listSessions(dev.tabwright.v1.ListSessionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what is known of one session, and nothing of what is in it. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Session getSession(dev.tabwright.v1.GetSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores a session that the client has from elsewhere, such as a file of Playwright's; one with this name is replaced.
     * A job that runs with that one saves nothing over it. Of what is given, only what belongs to origins is kept.
     * Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT names each wrong field;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Session importSession(dev.tabwright.v1.ImportSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getImportSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a session for good. Jobs that begin with it later fail, unless they save it; one that runs with it goes on, and
     * what it would save of it is not saved. The site is not told: it may consider the browser signed in.
     * NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSession(dev.tabwright.v1.DeleteSessionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteSessionMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service SessionService.
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public static final class SessionServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<SessionServiceBlockingStub> {
    private SessionServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SessionServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SessionServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a session: a job opens a page, does what it takes to be signed in, and saves the session when all of that is
     * done. It is an ordinary job, which all calls of JobService see; the session is there when it has completed. Where
     * there is a session with this name, the job begins with it, and replaces it. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive, or the installation cannot seal sessions: SECRETS_KEYS is not set;
     * PERMISSION_DENIED: the job may not open a URL, or may not run JavaScript; ALREADY_EXISTS: the request_id was used for
     * another request.
     * </pre>
     */
    public dev.tabwright.v1.CreateJobResponse captureSession(dev.tabwright.v1.CaptureSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCaptureSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the client's sessions, by name.
     * </pre>
     */
    public dev.tabwright.v1.ListSessionsResponse listSessions(dev.tabwright.v1.ListSessionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSessionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what is known of one session, and nothing of what is in it. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public dev.tabwright.v1.Session getSession(dev.tabwright.v1.GetSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Stores a session that the client has from elsewhere, such as a file of Playwright's; one with this name is replaced.
     * A job that runs with that one saves nothing over it. Of what is given, only what belongs to origins is kept.
     * Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT names each wrong field;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public dev.tabwright.v1.Session importSession(dev.tabwright.v1.ImportSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getImportSessionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a session for good. Jobs that begin with it later fail, unless they save it; one that runs with it goes on, and
     * what it would save of it is not saved. The site is not told: it may consider the browser signed in.
     * NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.protobuf.Empty deleteSession(dev.tabwright.v1.DeleteSessionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteSessionMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service SessionService.
   * <pre>
   * The sessions that a client's jobs begin with, so that they need not sign in again (JobOptions.session). A client sees
   * its own only, and nobody sees what is in one. docs/sessions.md describes how they are kept.
   * </pre>
   */
  public static final class SessionServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<SessionServiceFutureStub> {
    private SessionServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected SessionServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new SessionServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a session: a job opens a page, does what it takes to be signed in, and saves the session when all of that is
     * done. It is an ordinary job, which all calls of JobService see; the session is there when it has completed. Where
     * there is a session with this name, the job begins with it, and replaces it. Answers 201 with Location over REST.
     * Safe to repeat with a request_id. INVALID_ARGUMENT names each wrong field; NOT_FOUND: no such browser type;
     * FAILED_PRECONDITION: the browser type is inactive, or the installation cannot seal sessions: SECRETS_KEYS is not set;
     * PERMISSION_DENIED: the job may not open a URL, or may not run JavaScript; ALREADY_EXISTS: the request_id was used for
     * another request.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateJobResponse> captureSession(
        dev.tabwright.v1.CaptureSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCaptureSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the client's sessions, by name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListSessionsResponse> listSessions(
        dev.tabwright.v1.ListSessionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSessionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets what is known of one session, and nothing of what is in it. NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Session> getSession(
        dev.tabwright.v1.GetSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Stores a session that the client has from elsewhere, such as a file of Playwright's; one with this name is replaced.
     * A job that runs with that one saves nothing over it. Of what is given, only what belongs to origins is kept.
     * Answers 201 with Location over REST where it makes one. INVALID_ARGUMENT names each wrong field;
     * FAILED_PRECONDITION: there are 500 already, or the installation cannot seal it: SECRETS_KEYS is not set, or lacks
     * the key of this client.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.Session> importSession(
        dev.tabwright.v1.ImportSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getImportSessionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a session for good. Jobs that begin with it later fail, unless they save it; one that runs with it goes on, and
     * what it would save of it is not saved. The site is not told: it may consider the browser signed in.
     * NOT_FOUND: the client has none with this name.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteSession(
        dev.tabwright.v1.DeleteSessionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteSessionMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CAPTURE_SESSION = 0;
  private static final int METHODID_LIST_SESSIONS = 1;
  private static final int METHODID_GET_SESSION = 2;
  private static final int METHODID_IMPORT_SESSION = 3;
  private static final int METHODID_DELETE_SESSION = 4;

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
        case METHODID_CAPTURE_SESSION:
          serviceImpl.captureSession((dev.tabwright.v1.CaptureSessionRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateJobResponse>) responseObserver);
          break;
        case METHODID_LIST_SESSIONS:
          serviceImpl.listSessions((dev.tabwright.v1.ListSessionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListSessionsResponse>) responseObserver);
          break;
        case METHODID_GET_SESSION:
          serviceImpl.getSession((dev.tabwright.v1.GetSessionRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Session>) responseObserver);
          break;
        case METHODID_IMPORT_SESSION:
          serviceImpl.importSession((dev.tabwright.v1.ImportSessionRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.Session>) responseObserver);
          break;
        case METHODID_DELETE_SESSION:
          serviceImpl.deleteSession((dev.tabwright.v1.DeleteSessionRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
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
          getCaptureSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CaptureSessionRequest,
              dev.tabwright.v1.CreateJobResponse>(
                service, METHODID_CAPTURE_SESSION)))
        .addMethod(
          getListSessionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListSessionsRequest,
              dev.tabwright.v1.ListSessionsResponse>(
                service, METHODID_LIST_SESSIONS)))
        .addMethod(
          getGetSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetSessionRequest,
              dev.tabwright.v1.Session>(
                service, METHODID_GET_SESSION)))
        .addMethod(
          getImportSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ImportSessionRequest,
              dev.tabwright.v1.Session>(
                service, METHODID_IMPORT_SESSION)))
        .addMethod(
          getDeleteSessionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteSessionRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_SESSION)))
        .build();
  }

  private static abstract class SessionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    SessionServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.SessionServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("SessionService");
    }
  }

  private static final class SessionServiceFileDescriptorSupplier
      extends SessionServiceBaseDescriptorSupplier {
    SessionServiceFileDescriptorSupplier() {}
  }

  private static final class SessionServiceMethodDescriptorSupplier
      extends SessionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    SessionServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (SessionServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new SessionServiceFileDescriptorSupplier())
              .addMethod(getCaptureSessionMethod())
              .addMethod(getListSessionsMethod())
              .addMethod(getGetSessionMethod())
              .addMethod(getImportSessionMethod())
              .addMethod(getDeleteSessionMethod())
              .build();
        }
      }
    }
    return result;
  }
}
