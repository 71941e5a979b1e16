package dev.tabwright.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
 * PERMISSION_DENIED. docs/users.md describes what each role may do.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class UserServiceGrpc {

  private UserServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "tabwright.v1.UserService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUserRequest,
      dev.tabwright.v1.CreateUserResponse> getCreateUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateUser",
      requestType = dev.tabwright.v1.CreateUserRequest.class,
      responseType = dev.tabwright.v1.CreateUserResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUserRequest,
      dev.tabwright.v1.CreateUserResponse> getCreateUserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateUserRequest, dev.tabwright.v1.CreateUserResponse> getCreateUserMethod;
    if ((getCreateUserMethod = UserServiceGrpc.getCreateUserMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getCreateUserMethod = UserServiceGrpc.getCreateUserMethod) == null) {
          UserServiceGrpc.getCreateUserMethod = getCreateUserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateUserRequest, dev.tabwright.v1.CreateUserResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateUser"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateUserResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("CreateUser"))
              .build();
        }
      }
    }
    return getCreateUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.GetUserRequest,
      dev.tabwright.v1.User> getGetUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetUser",
      requestType = dev.tabwright.v1.GetUserRequest.class,
      responseType = dev.tabwright.v1.User.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.GetUserRequest,
      dev.tabwright.v1.User> getGetUserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.GetUserRequest, dev.tabwright.v1.User> getGetUserMethod;
    if ((getGetUserMethod = UserServiceGrpc.getGetUserMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getGetUserMethod = UserServiceGrpc.getGetUserMethod) == null) {
          UserServiceGrpc.getGetUserMethod = getGetUserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.GetUserRequest, dev.tabwright.v1.User>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetUser"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.GetUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.User.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("GetUser"))
              .build();
        }
      }
    }
    return getGetUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.ListUsersRequest,
      dev.tabwright.v1.ListUsersResponse> getListUsersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListUsers",
      requestType = dev.tabwright.v1.ListUsersRequest.class,
      responseType = dev.tabwright.v1.ListUsersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.ListUsersRequest,
      dev.tabwright.v1.ListUsersResponse> getListUsersMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.ListUsersRequest, dev.tabwright.v1.ListUsersResponse> getListUsersMethod;
    if ((getListUsersMethod = UserServiceGrpc.getListUsersMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getListUsersMethod = UserServiceGrpc.getListUsersMethod) == null) {
          UserServiceGrpc.getListUsersMethod = getListUsersMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.ListUsersRequest, dev.tabwright.v1.ListUsersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListUsers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUsersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.ListUsersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("ListUsers"))
              .build();
        }
      }
    }
    return getListUsersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUserRequest,
      dev.tabwright.v1.User> getUpdateUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateUser",
      requestType = dev.tabwright.v1.UpdateUserRequest.class,
      responseType = dev.tabwright.v1.User.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUserRequest,
      dev.tabwright.v1.User> getUpdateUserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.UpdateUserRequest, dev.tabwright.v1.User> getUpdateUserMethod;
    if ((getUpdateUserMethod = UserServiceGrpc.getUpdateUserMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getUpdateUserMethod = UserServiceGrpc.getUpdateUserMethod) == null) {
          UserServiceGrpc.getUpdateUserMethod = getUpdateUserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.UpdateUserRequest, dev.tabwright.v1.User>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateUser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.UpdateUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.User.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("UpdateUser"))
              .build();
        }
      }
    }
    return getUpdateUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUserRequest,
      com.google.protobuf.Empty> getDeleteUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteUser",
      requestType = dev.tabwright.v1.DeleteUserRequest.class,
      responseType = com.google.protobuf.Empty.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUserRequest,
      com.google.protobuf.Empty> getDeleteUserMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.DeleteUserRequest, com.google.protobuf.Empty> getDeleteUserMethod;
    if ((getDeleteUserMethod = UserServiceGrpc.getDeleteUserMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getDeleteUserMethod = UserServiceGrpc.getDeleteUserMethod) == null) {
          UserServiceGrpc.getDeleteUserMethod = getDeleteUserMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.DeleteUserRequest, com.google.protobuf.Empty>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteUser"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.DeleteUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.google.protobuf.Empty.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("DeleteUser"))
              .build();
        }
      }
    }
    return getDeleteUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSignInLinkRequest,
      dev.tabwright.v1.SignInLink> getCreateSignInLinkMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateSignInLink",
      requestType = dev.tabwright.v1.CreateSignInLinkRequest.class,
      responseType = dev.tabwright.v1.SignInLink.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSignInLinkRequest,
      dev.tabwright.v1.SignInLink> getCreateSignInLinkMethod() {
    io.grpc.MethodDescriptor<dev.tabwright.v1.CreateSignInLinkRequest, dev.tabwright.v1.SignInLink> getCreateSignInLinkMethod;
    if ((getCreateSignInLinkMethod = UserServiceGrpc.getCreateSignInLinkMethod) == null) {
      synchronized (UserServiceGrpc.class) {
        if ((getCreateSignInLinkMethod = UserServiceGrpc.getCreateSignInLinkMethod) == null) {
          UserServiceGrpc.getCreateSignInLinkMethod = getCreateSignInLinkMethod =
              io.grpc.MethodDescriptor.<dev.tabwright.v1.CreateSignInLinkRequest, dev.tabwright.v1.SignInLink>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateSignInLink"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.CreateSignInLinkRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.tabwright.v1.SignInLink.getDefaultInstance()))
              .setSchemaDescriptor(new UserServiceMethodDescriptorSupplier("CreateSignInLink"))
              .build();
        }
      }
    }
    return getCreateSignInLinkMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static UserServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UserServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UserServiceStub>() {
        @java.lang.Override
        public UserServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UserServiceStub(channel, callOptions);
        }
      };
    return UserServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static UserServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UserServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UserServiceBlockingV2Stub>() {
        @java.lang.Override
        public UserServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UserServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return UserServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static UserServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UserServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UserServiceBlockingStub>() {
        @java.lang.Override
        public UserServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UserServiceBlockingStub(channel, callOptions);
        }
      };
    return UserServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static UserServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<UserServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<UserServiceFutureStub>() {
        @java.lang.Override
        public UserServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new UserServiceFutureStub(channel, callOptions);
        }
      };
    return UserServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a user, who signs in by the link of the answer and then sets a password, or by the OIDC provider. Answers 201
     * with Location over REST. ALREADY_EXISTS: the installation has a user with this address.
     * </pre>
     */
    default void createUser(dev.tabwright.v1.CreateUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateUserResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets a user. NOT_FOUND: there is none with this id.
     * </pre>
     */
    default void getUser(dev.tabwright.v1.GetUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.User> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists users, oldest first: those of the caller's client; for an administrator, of all clients or of one.
     * </pre>
     */
    default void listUsers(dev.tabwright.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListUsersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a user: what is absent stays. A lower role or a disabled user is in force within 5 s; disabling ends all of the
     * user's sessions. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    default void updateUser(dev.tabwright.v1.UpdateUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.User> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a user, and ends all of the user's sessions. What the user did stays in the audit trail. NOT_FOUND: there is
     * none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    default void deleteUser(dev.tabwright.v1.DeleteUserRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a one-time link, by which a user signs in who has no password yet, or has forgotten it. Earlier links of the user
     * are worth nothing then. NOT_FOUND: there is no user with this id; FAILED_PRECONDITION: the user is disabled.
     * </pre>
     */
    default void createSignInLink(dev.tabwright.v1.CreateSignInLinkRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInLink> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateSignInLinkMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service UserService.
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public static abstract class UserServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return UserServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service UserService.
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public static final class UserServiceStub
      extends io.grpc.stub.AbstractAsyncStub<UserServiceStub> {
    private UserServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UserServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UserServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a user, who signs in by the link of the answer and then sets a password, or by the OIDC provider. Answers 201
     * with Location over REST. ALREADY_EXISTS: the installation has a user with this address.
     * </pre>
     */
    public void createUser(dev.tabwright.v1.CreateUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateUserResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets a user. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public void getUser(dev.tabwright.v1.GetUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.User> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists users, oldest first: those of the caller's client; for an administrator, of all clients or of one.
     * </pre>
     */
    public void listUsers(dev.tabwright.v1.ListUsersRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUsersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListUsersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a user: what is absent stays. A lower role or a disabled user is in force within 5 s; disabling ends all of the
     * user's sessions. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public void updateUser(dev.tabwright.v1.UpdateUserRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.User> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a user, and ends all of the user's sessions. What the user did stays in the audit trail. NOT_FOUND: there is
     * none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public void deleteUser(dev.tabwright.v1.DeleteUserRequest request,
        io.grpc.stub.StreamObserver<com.google.protobuf.Empty> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a one-time link, by which a user signs in who has no password yet, or has forgotten it. Earlier links of the user
     * are worth nothing then. NOT_FOUND: there is no user with this id; FAILED_PRECONDITION: the user is disabled.
     * </pre>
     */
    public void createSignInLink(dev.tabwright.v1.CreateSignInLinkRequest request,
        io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInLink> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateSignInLinkMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service UserService.
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public static final class UserServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<UserServiceBlockingV2Stub> {
    private UserServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UserServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UserServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a user, who signs in by the link of the answer and then sets a password, or by the OIDC provider. Answers 201
     * with Location over REST. ALREADY_EXISTS: the installation has a user with this address.
     * </pre>
     */
    public dev.tabwright.v1.CreateUserResponse createUser(dev.tabwright.v1.CreateUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a user. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.User getUser(dev.tabwright.v1.GetUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists users, oldest first: those of the caller's client; for an administrator, of all clients or of one.
     * </pre>
     */
    public dev.tabwright.v1.ListUsersResponse listUsers(dev.tabwright.v1.ListUsersRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a user: what is absent stays. A lower role or a disabled user is in force within 5 s; disabling ends all of the
     * user's sessions. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public dev.tabwright.v1.User updateUser(dev.tabwright.v1.UpdateUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a user, and ends all of the user's sessions. What the user did stays in the audit trail. NOT_FOUND: there is
     * none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public com.google.protobuf.Empty deleteUser(dev.tabwright.v1.DeleteUserRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a one-time link, by which a user signs in who has no password yet, or has forgotten it. Earlier links of the user
     * are worth nothing then. NOT_FOUND: there is no user with this id; FAILED_PRECONDITION: the user is disabled.
     * </pre>
     */
    public dev.tabwright.v1.SignInLink createSignInLink(dev.tabwright.v1.CreateSignInLinkRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateSignInLinkMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service UserService.
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public static final class UserServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<UserServiceBlockingStub> {
    private UserServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UserServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UserServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a user, who signs in by the link of the answer and then sets a password, or by the OIDC provider. Answers 201
     * with Location over REST. ALREADY_EXISTS: the installation has a user with this address.
     * </pre>
     */
    public dev.tabwright.v1.CreateUserResponse createUser(dev.tabwright.v1.CreateUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a user. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public dev.tabwright.v1.User getUser(dev.tabwright.v1.GetUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists users, oldest first: those of the caller's client; for an administrator, of all clients or of one.
     * </pre>
     */
    public dev.tabwright.v1.ListUsersResponse listUsers(dev.tabwright.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListUsersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a user: what is absent stays. A lower role or a disabled user is in force within 5 s; disabling ends all of the
     * user's sessions. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public dev.tabwright.v1.User updateUser(dev.tabwright.v1.UpdateUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a user, and ends all of the user's sessions. What the user did stays in the audit trail. NOT_FOUND: there is
     * none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public com.google.protobuf.Empty deleteUser(dev.tabwright.v1.DeleteUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a one-time link, by which a user signs in who has no password yet, or has forgotten it. Earlier links of the user
     * are worth nothing then. NOT_FOUND: there is no user with this id; FAILED_PRECONDITION: the user is disabled.
     * </pre>
     */
    public dev.tabwright.v1.SignInLink createSignInLink(dev.tabwright.v1.CreateSignInLinkRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateSignInLinkMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service UserService.
   * <pre>
   * The users of a client. Only for its owners, and for administrators, who manage those of all clients; others get
   * PERMISSION_DENIED. docs/users.md describes what each role may do.
   * </pre>
   */
  public static final class UserServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<UserServiceFutureStub> {
    private UserServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected UserServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new UserServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a user, who signs in by the link of the answer and then sets a password, or by the OIDC provider. Answers 201
     * with Location over REST. ALREADY_EXISTS: the installation has a user with this address.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.CreateUserResponse> createUser(
        dev.tabwright.v1.CreateUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets a user. NOT_FOUND: there is none with this id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.User> getUser(
        dev.tabwright.v1.GetUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists users, oldest first: those of the caller's client; for an administrator, of all clients or of one.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.ListUsersResponse> listUsers(
        dev.tabwright.v1.ListUsersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListUsersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a user: what is absent stays. A lower role or a disabled user is in force within 5 s; disabling ends all of the
     * user's sessions. NOT_FOUND: there is none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.User> updateUser(
        dev.tabwright.v1.UpdateUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a user, and ends all of the user's sessions. What the user did stays in the audit trail. NOT_FOUND: there is
     * none with this id; FAILED_PRECONDITION: the client would be left without an owner.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.google.protobuf.Empty> deleteUser(
        dev.tabwright.v1.DeleteUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a one-time link, by which a user signs in who has no password yet, or has forgotten it. Earlier links of the user
     * are worth nothing then. NOT_FOUND: there is no user with this id; FAILED_PRECONDITION: the user is disabled.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.tabwright.v1.SignInLink> createSignInLink(
        dev.tabwright.v1.CreateSignInLinkRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateSignInLinkMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_USER = 0;
  private static final int METHODID_GET_USER = 1;
  private static final int METHODID_LIST_USERS = 2;
  private static final int METHODID_UPDATE_USER = 3;
  private static final int METHODID_DELETE_USER = 4;
  private static final int METHODID_CREATE_SIGN_IN_LINK = 5;

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
        case METHODID_CREATE_USER:
          serviceImpl.createUser((dev.tabwright.v1.CreateUserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.CreateUserResponse>) responseObserver);
          break;
        case METHODID_GET_USER:
          serviceImpl.getUser((dev.tabwright.v1.GetUserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.User>) responseObserver);
          break;
        case METHODID_LIST_USERS:
          serviceImpl.listUsers((dev.tabwright.v1.ListUsersRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.ListUsersResponse>) responseObserver);
          break;
        case METHODID_UPDATE_USER:
          serviceImpl.updateUser((dev.tabwright.v1.UpdateUserRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.User>) responseObserver);
          break;
        case METHODID_DELETE_USER:
          serviceImpl.deleteUser((dev.tabwright.v1.DeleteUserRequest) request,
              (io.grpc.stub.StreamObserver<com.google.protobuf.Empty>) responseObserver);
          break;
        case METHODID_CREATE_SIGN_IN_LINK:
          serviceImpl.createSignInLink((dev.tabwright.v1.CreateSignInLinkRequest) request,
              (io.grpc.stub.StreamObserver<dev.tabwright.v1.SignInLink>) responseObserver);
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
          getCreateUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateUserRequest,
              dev.tabwright.v1.CreateUserResponse>(
                service, METHODID_CREATE_USER)))
        .addMethod(
          getGetUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.GetUserRequest,
              dev.tabwright.v1.User>(
                service, METHODID_GET_USER)))
        .addMethod(
          getListUsersMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.ListUsersRequest,
              dev.tabwright.v1.ListUsersResponse>(
                service, METHODID_LIST_USERS)))
        .addMethod(
          getUpdateUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.UpdateUserRequest,
              dev.tabwright.v1.User>(
                service, METHODID_UPDATE_USER)))
        .addMethod(
          getDeleteUserMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.DeleteUserRequest,
              com.google.protobuf.Empty>(
                service, METHODID_DELETE_USER)))
        .addMethod(
          getCreateSignInLinkMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.tabwright.v1.CreateSignInLinkRequest,
              dev.tabwright.v1.SignInLink>(
                service, METHODID_CREATE_SIGN_IN_LINK)))
        .build();
  }

  private static abstract class UserServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    UserServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.tabwright.v1.UserServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("UserService");
    }
  }

  private static final class UserServiceFileDescriptorSupplier
      extends UserServiceBaseDescriptorSupplier {
    UserServiceFileDescriptorSupplier() {}
  }

  private static final class UserServiceMethodDescriptorSupplier
      extends UserServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    UserServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (UserServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new UserServiceFileDescriptorSupplier())
              .addMethod(getCreateUserMethod())
              .addMethod(getGetUserMethod())
              .addMethod(getListUsersMethod())
              .addMethod(getUpdateUserMethod())
              .addMethod(getDeleteUserMethod())
              .addMethod(getCreateSignInLinkMethod())
              .build();
        }
      }
    }
    return result;
  }
}
