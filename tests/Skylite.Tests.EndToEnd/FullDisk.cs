using System.Diagnostics;

namespace Skylite.Tests.EndToEnd;

/// <summary>A disk of a few megabytes in memory; only root may mount one, and not in every container.</summary>
internal sealed class FullDisk : IDisposable
{
    private static readonly Lazy<bool> Possible = new(() =>
    {
        using var trial = TryMount("64k");
        return trial is not null;
    });

    private FullDisk(string path) => Path = path;

    public string Path { get; }

    public static bool IsPossible => Possible.Value;

    public static FullDisk? TryMount(string size)
    {
        var path = Directory.CreateTempSubdirectory("skylite-disk-").FullName;
        if (Shell($"mount -t tmpfs -o size={size} tmpfs '{path}' 2>/dev/null") == 0)
        {
            return new FullDisk(path);
        }

        Directory.Delete(path);
        return null;
    }

    /// <summary>Makes room.</summary>
    public void Grow(string size) => Assert.Equal(0, Shell($"mount -o remount,size={size} '{Path}'"));

    /// <summary>Nothing may be written from now on, not even by root.</summary>
    public void MakeReadOnly() => Assert.Equal(0, Shell($"mount -o remount,ro '{Path}'"));

    public void Dispose()
    {
        if (Shell($"umount '{Path}'") == 0)
        {
            Directory.Delete(Path);
        }
    }

    private static int Shell(string command)
    {
        using var shell = Process.Start("sh", ["-c", command]);
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
