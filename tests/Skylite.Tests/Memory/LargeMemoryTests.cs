using Skylite.Native.Memory;

namespace Skylite.Tests.Memory;

public sealed class LargeMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData((2 << 20) / sizeof(float))]
    [InlineData(1_500_001)]
    public void It_is_as_long_as_asked_for_full_of_zeros_and_keeps_what_is_written(int length)
    {
        var owner = new LargeMemory<float>(length);
        using var end = owner as IDisposable;
        var memory = owner.Memory;

        Assert.Equal(length, memory.Length);
        Assert.Equal(-1, memory.Span.IndexOfAnyExcept(0f));
        memory.Span.Fill(3);
        Assert.Equal(-1, memory.Span.IndexOfAnyExcept(3f));
        using var pinned = memory.Pin();
    }

    [Fact]
    public void What_was_given_back_is_refused()
    {
        var memory = new LargeMemory<byte>(10);
        ((IDisposable)memory).Dispose();
        ((IDisposable)memory).Dispose();

        Assert.Throws<ObjectDisposedException>(() => memory.GetSpan().Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
    }
}
