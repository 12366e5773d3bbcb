//! Little patience for those who open a line and say nothing.
//!
//! The time for a request's head runs only once it is known which version of HTTP is spoken, and that shows in the first bytes. Whoever sends none, or
//! fewer than tell, would hold the line for ever.

use axum_server::accept::Accept;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Bytes after which the version is known (RFC 9113, section 3.4: the preface of HTTP/2). No head of HTTP/1.1 with its host is shorter.
const TELLING: usize = 24;

/// Takes lines as another does, and gives each so long to say its first bytes.
#[derive(Clone)]
pub(crate) struct Patience<A> {
    pub(crate) with: A,
    pub(crate) time: Duration,
}

/// A line that has so long to say its first bytes.
pub(crate) struct Awaited<I> {
    line: I,
    /// Until they have come.
    until: Option<Pin<Box<Sleep>>>,
    came: usize,
}

impl<A, I, S> Accept<I, S> for Patience<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
{
    type Stream = Awaited<A::Stream>;
    type Service = A::Service;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, line: I, service: S) -> Self::Future {
        let (accepted, time) = (self.with.accept(line, service), self.time);
        Box::pin(async move {
            let (line, service) = accepted.await?;
            Ok((Awaited { line, until: Some(Box::pin(sleep(time))), came: 0 }, service))
        })
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Awaited<I> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if let Some(until) = &mut self.until
            && until.as_mut().poll(context).is_ready()
        {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.line).poll_read(context, buffer);
        if self.until.is_some() {
            self.came += buffer.filled().len() - before;
            if self.came >= TELLING {
                self.until = None;
            }
        }
        read
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Awaited<I> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(context)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, parts: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.line.is_write_vectored()
    }
}
