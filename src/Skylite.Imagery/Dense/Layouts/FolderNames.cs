using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Which folders hold images and masks, where their own names do not say it: read from <c>folders.json</c> beside the data.</summary>
/// <param name="Images">Images, or those of the earlier date.</param>
/// <param name="Masks">Masks.</param>
/// <param name="Images2">Images of the later date; null where there is one date.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FolderNames(string Images, string Masks, string? Images2 = null)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "folders.json";

    /// <summary>What it looks like.</summary>
    public const string Example = """{"images": "2018", "images2": "2020", "masks": "change"}""";

    /// <summary>The folders: imagery, the earlier date first, then masks.</summary>
    public IReadOnlyList<string> All => Images2 is null ? [Images, Masks] : [Images, Images2, Masks];

    /// <summary>What a folder's file says; null where there is none.</summary>
    /// <exception cref="InvalidDataException">The file names no folders.</exception>
    public static FolderNames? Find(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), ImageryJson.Default.FolderNames);
            return read is not { Images.Length: > 0, Masks.Length: > 0 } ? throw new JsonException("it names no folder 'images', or none for 'masks'")
                : read.All.Distinct().Count() < read.All.Count ? throw new JsonException("it names the same folder twice")
                : read;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(
                $"'{path}' does not name folders: {UserJson.Explain(e)}. It looks like {Example}, without 'images2' where there is one date.", e);
        }
    }
}
