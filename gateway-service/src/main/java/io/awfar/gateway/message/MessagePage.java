package io.awfar.gateway.message;

import io.awfar.gateway.page.Page;
import java.util.List;

/// What a page of messages reads like, for the API's document: the database writes it.
record MessagePage(List<Message> data, Page.Pagination pagination) {}
