using System.Runtime.InteropServices;

namespace Skylite.Native.Libraries;

/// <summary>A native library in this process; it stays loaded until the process ends.</summary>
/// <param name="Handle">The loader's handle.</param>
/// <param name="Path">The path it was asked for; a bare file name if the system's loader found it.</param>
public sealed record LoadedLibrary(nint Handle, string Path)
{
    /// <summary>The address of an exported function.</summary>
    /// <param name="name">The exported name.</param>
    /// <returns>The address, never zero.</returns>
    /// <exception cref="EntryPointNotFoundException">The library has no such function: it is another version than expected.</exception>
    public nint Function(string name) =>
        NativeLibrary.TryGetExport(Handle, name, out var address)
            ? address
            : throw new EntryPointNotFoundException(
                $"'{Path}' does not export {name}: it is older than this program expects. "
                + "Build or install it again ('./skylite doctor' shows what is found where).");
}
