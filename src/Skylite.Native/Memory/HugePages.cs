using System.Runtime.InteropServices;

namespace Skylite.Native.Memory;

/// <summary>Asks the system for huge pages.</summary>
internal static unsafe partial class HugePages
{
    private const int AdviceHugePage = 14; // MADV_HUGEPAGE

    /// <summary>Bytes of a huge page, which is where memory should begin.</summary>
    public const int Size = 2 << 20;

    /// <summary>Asks; where the system knows no huge pages, memory stays as it is.</summary>
    /// <param name="memory">Where the memory begins, a multiple of <see cref="Size"/>.</param>
    /// <param name="bytes">How much it is.</param>
    public static void Advise(void* memory, nuint bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // Whether it is heard changes nothing but the speed.
            _ = Advise(memory, bytes, AdviceHugePage);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library than glibc.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* memory, nuint bytes, int advice);
}
