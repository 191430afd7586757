vcl 4.1;
# Varnish before the site: holds public answers and asks the site each time whether they still
# stand, so that no reader sees an older record than without it. Started with
# `-p http_gzip_support=off`, it sends on what the site packed, zstd and brotli too.

backend proxies {
    .host = "127.0.0.1";
    .port = "8000";
}

sub vcl_recv {
    if (req.url ~ "^/(admin|healthz|readyz)") {
        return (pass);
    }
    if (req.url !~ "^/figures/" && req.url ~ "^[^?]*\.(csv|xlsx|geojson|json)(\?|$)") {
        return (pass);  # streamed
    }
    unset req.http.Cookie;  # no public page is made for one reader
    # What a browser takes, in the order of the site: fewer copies of one page.
    if (req.http.Accept-Encoding ~ "zstd") {
        set req.http.Accept-Encoding = "zstd";
    } else if (req.http.Accept-Encoding ~ "br") {
        set req.http.Accept-Encoding = "br";
    } else if (req.http.Accept-Encoding ~ "gzip") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
}

sub vcl_backend_response {
    if (beresp.status == 200 && beresp.http.ETag && beresp.http.Cache-Control ~ "must-revalidate") {
        set beresp.ttl = 1ms;  # with 0 it would be fetched whole each time, not asked about
        set beresp.grace = 0s;
        set beresp.keep = 1d;  # for the question whether it still stands
        return (deliver);
    }
    set beresp.uncacheable = true;  # what was refused, is missing, or is away
    return (deliver);
}
