namespace Skylite.Native.Torch;

/// <summary>libtorch refused or failed; the message names the operator, its arguments with their shapes, and the reason.</summary>
public sealed class TorchException : Exception
{
    /// <summary>A failure that libtorch or the check of arguments told.</summary>
    /// <param name="message">One paragraph.</param>
    /// <param name="inner">What a callback threw, if that was the cause.</param>
    public TorchException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
