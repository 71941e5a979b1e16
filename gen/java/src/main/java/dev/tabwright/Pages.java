package dev.tabwright;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of a list, each asked for when it is needed. */
final class Pages<Q extends Message, A extends Message> implements Iterator<A> {
    private final Function<Q, A> list;
    private Q request;

    private Pages(Function<Q, A> list, Q request) {
        this.list = list;
        this.request = request;
    }

    static <Q extends Message, A extends Message, T> Stream<T> items(
            Function<Q, A> list, Q request, Function<A, List<T>> items) {
        int kind = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Pages<>(list, request), kind), false)
                .flatMap(page -> items.apply(page).stream());
    }

    @Override
    public boolean hasNext() {
        return request != null;
    }

    @Override
    public A next() {
        if (request == null) {
            throw new NoSuchElementException();
        }
        A page = list.apply(request);
        FieldDescriptor token = page.getDescriptorForType().findFieldByName("next_page_token");
        boolean isLast = token == null || page.getField(token).equals(""); // short lists have one page
        request = isLast ? null : continued(request, page.getField(token));
        return page;
    }

    @SuppressWarnings("unchecked") // a builder builds what it was made from
    private static <Q extends Message> Q continued(Q request, Object token) {
        var fields = request.getDescriptorForType();
        var next = request.toBuilder().setField(fields.findFieldByName("page_token"), token);
        FieldDescriptor page = fields.findFieldByName("page");
        return (Q) (page == null ? next : next.clearField(page)).build(); // page says where to continue as well
    }
}
