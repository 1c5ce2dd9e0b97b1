namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Files that belong to no sample, gathered by what is wrong with them: a folder may hold thousands.</summary>
internal sealed class LeftOutFiles
{
    private readonly List<(string One, string Many)> _kinds = [];
    private readonly Dictionary<string, List<string>> _files = [];

    /// <summary>How many of each kind were left out, in a sentence, in the order in which the kinds were met.</summary>
    public IEnumerable<string> Notes => _kinds.Select(kind => Note(kind.One, kind.Many, _files[kind.One]));

    /// <summary>How many files of one kind were left out, in a sentence.</summary>
    /// <param name="one">What is wrong, as the end of "1 …".</param>
    /// <param name="many">The same, as the end of "2 …".</param>
    /// <param name="files">The files; at least one.</param>
    public static string Note(string one, string many, IReadOnlyCollection<string> files) =>
        Invariant($"{files.Count} {(files.Count == 1 ? one : many)}, such as '{files.First()}': left out");

    /// <summary>Adds files of one kind.</summary>
    /// <param name="one">What is wrong, as the end of "1 …".</param>
    /// <param name="many">The same, as the end of "2 …".</param>
    /// <param name="files">The files; none change nothing.</param>
    public void Add(string one, string many, params IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (!_files.TryGetValue(one, out var same))
            {
                _files[one] = same = [];
                _kinds.Add((one, many));
            }

            same.Add(file);
        }
    }
}
