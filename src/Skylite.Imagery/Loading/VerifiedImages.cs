using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Skylite.Imagery.Loading;

/// <summary>
/// Images that were decoded whole once, known again by size and time of change: large data sets are looked through once, not before every run.
/// Safe for several threads.
/// </summary>
public sealed class VerifiedImages
{
    private readonly string? _file;
    private readonly ConcurrentDictionary<string, string> _marks;
    private int _added;

    private VerifiedImages(string? file, IEnumerable<KeyValuePair<string, string>> marks) =>
        (_file, _marks) = (file, new ConcurrentDictionary<string, string>(marks, StringComparer.Ordinal));

    /// <summary>What is remembered of a data folder, in the user's cache folder.</summary>
    /// <param name="root">The data folder.</param>
    public static VerifiedImages Of(string root)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(root))))[..24];
        return Load(Path.Combine(cache, "skylite", "verified", name + ".txt"));
    }

    /// <summary>What is remembered in a file; nothing if it cannot be read.</summary>
    /// <param name="file">A file that <see cref="Save"/> wrote, or will write.</param>
    public static VerifiedImages Load(string file)
    {
        try
        {
            var marks = File.Exists(file)
                ? File.ReadLines(file).Select(line => line.Split('\t')).Where(f => f.Length == 2).Select(f => KeyValuePair.Create(f[0], f[1]))
                : [];
            return new VerifiedImages(file, marks.DistinctBy(m => m.Key).ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new VerifiedImages(file, []);
        }
    }

    /// <summary>Whether an image was decoded before and has not changed since.</summary>
    public bool Contains(string path) => _marks.TryGetValue(path, out var mark) && mark == MarkOf(path);

    /// <summary>Remembers an image that was decoded.</summary>
    public void Add(string path)
    {
        _marks[path] = MarkOf(path);
        Interlocked.Increment(ref _added);
    }

    /// <summary>Writes what is new; where that is not possible, nothing is remembered, which costs time but no more.</summary>
    public void Save()
    {
        if (_file is null || Interlocked.Exchange(ref _added, 0) == 0)
        {
            return;
        }

        var beside = Invariant($"{_file}.{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            File.WriteAllLines(beside, _marks.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}\t{m.Value}"));
            File.Move(beside, _file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }
        }
    }

    private static string MarkOf(string path) => new FileInfo(path) is { Exists: true } file
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}")
        : string.Empty;
}
