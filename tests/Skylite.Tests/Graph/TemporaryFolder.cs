namespace Skylite.Tests.Graphs;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("skylite-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public IEnumerable<string> Names() => Directory.GetFiles(Path).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
