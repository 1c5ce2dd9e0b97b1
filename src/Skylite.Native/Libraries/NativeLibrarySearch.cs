using System.Runtime.InteropServices;
using System.Text;

namespace Skylite.Native.Libraries;

/// <summary>
/// Where one native library may lie, in the order in which it is looked for: the environment variable, the <c>artifacts</c>
/// folder of the repository, the system.
/// </summary>
/// <param name="Name">The engine as a user knows it, for example <c>ONNX Runtime</c>.</param>
/// <param name="EnvironmentVariable">A variable that names the file itself, or a folder that has it directly or under <c>lib</c>.</param>
/// <param name="FileNames">File names, the preferred one first; the system's loader is asked for each of them.</param>
/// <param name="ArtifactFolders">Folders relative to <c>&lt;repository&gt;/artifacts</c> where the launcher installs the library.</param>
/// <param name="Advice">One or two sentences that say how to get the library; they end every error.</param>
public sealed record NativeLibrarySearch(
    string Name,
    string EnvironmentVariable,
    IReadOnlyList<string> FileNames,
    IReadOnlyList<string> ArtifactFolders,
    string Advice)
{
    /// <summary>
    /// The paths that <see cref="Load"/> tries, in order. A set environment variable is the user's decision: nothing else is
    /// tried then. Paths in folders are listed only if the file exists; bare file names mean "ask the system's loader".
    /// </summary>
    /// <returns>Absolute paths, then bare file names.</returns>
    public IEnumerable<string> Candidates() =>
        Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } chosen
            ? FromVariable(chosen)
            : FromArtifacts().Concat(FileNames);

    /// <summary>Loads the first candidate that the system's loader accepts.</summary>
    /// <returns>The handle and the path it was loaded from.</returns>
    /// <exception cref="NativeLibraryNotFoundException">No candidate could be loaded; the message lists what was tried, and why it failed.</exception>
    public LoadedLibrary Load()
    {
        var tried = new StringBuilder();
        foreach (var candidate in Candidates())
        {
            try
            {
                return new LoadedLibrary(NativeLibrary.Load(candidate), candidate);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                tried.Append(" '").Append(candidate).Append("': ").Append(Reason(e)).Append('.');
            }
        }

        if (tried.Length == 0)
        {
            tried.Append(" no such file");
            if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } chosen)
            {
                tried.Append(" at '").Append(chosen).Append("', to which ").Append(EnvironmentVariable).Append(" points");
            }

            tried.Append('.');
        }

        throw new NativeLibraryNotFoundException(Name, $"{Name} could not be loaded. Tried:{tried} {Advice}");
    }

    /// <summary>The <c>artifacts</c> folders above the program, the nearest first.</summary>
    /// <returns>Absolute paths of existing folders.</returns>
    public static IEnumerable<string> ArtifactRoots()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var artifacts = Path.Combine(folder.FullName, "artifacts");
            if (Directory.Exists(artifacts))
            {
                yield return artifacts;
            }
        }
    }

    private IEnumerable<string> FromVariable(string chosen) =>
        File.Exists(chosen)
            ? [Path.GetFullPath(chosen)]
            : Existing([Path.GetFullPath(chosen), Path.GetFullPath(Path.Combine(chosen, "lib"))]);

    private IEnumerable<string> FromArtifacts() =>
        Existing(ArtifactRoots().SelectMany(root => ArtifactFolders.Select(folder => Path.Combine(root, folder))));

    private IEnumerable<string> Existing(IEnumerable<string> folders) =>
        folders.SelectMany(folder => FileNames.Select(file => Path.Combine(folder, file))).Where(File.Exists);

    // The runtime's message begins with general advice; its last line is the loader's own reason.
    private static string Reason(Exception e) =>
        e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1].TrimEnd('.');
}
