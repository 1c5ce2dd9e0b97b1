namespace Skylite.Native.Libraries;

/// <summary>A native library that an engine needs is missing or cannot be loaded; the message says where it was looked for and how to get it.</summary>
/// <param name="library">The engine's name.</param>
/// <param name="message">One paragraph for the user.</param>
public sealed class NativeLibraryNotFoundException(string library, string message) : Exception(message)
{
    /// <summary>The engine whose library is missing, for example <c>ONNX Runtime</c>.</summary>
    public string Library { get; } = library;
}
