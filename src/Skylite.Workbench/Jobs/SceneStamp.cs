using System.Globalization;
using Skylite.Imagery.Rasters;

namespace Skylite.Workbench.Jobs;

/// <summary>What tells whether a scene's files are still those that a map was begun with.</summary>
internal static class SceneStamp
{
    // Written by programs that only look at a scene; what they say of its place and its bands, the scene states.
    private static readonly string[] Aside = [".aux.xml", ".ovr"];

    /// <summary>
    /// What a scene's files state, and path, length and time of every file that it consists of: of what lies in an archive, those of the archive.
    /// </summary>
    /// <param name="scene">The scene.</param>
    public static IEnumerable<string> Of(RasterScene scene) => scene.Parts
        .Where(part => !Aside.Any(ending => part.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        .Select(part => new FileInfo(OnDisk(part)))
        .Select(file => string.Create(
            CultureInfo.InvariantCulture, $"{file.FullName}|{(file.Exists ? file.Length : 0)}|{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}"))
        .Concat(scene.Statements);

    // GDAL reads into archives by paths such as /vsizip/scenes.zip/scene.tif and /vsizip/{scenes.zip}/scene.tif.
    private static string OnDisk(string path)
    {
        if (!path.StartsWith("/vsi", StringComparison.Ordinal))
        {
            return path;
        }

        var file = path[(path.IndexOf('/', 1) + 1)..].Replace("{", string.Empty, StringComparison.Ordinal).Replace("}", string.Empty, StringComparison.Ordinal);
        while (file is { Length: > 0 } && !File.Exists(file))
        {
            file = Path.GetDirectoryName(file);
        }

        return file is { Length: > 0 } ? file : path;
    }
}
