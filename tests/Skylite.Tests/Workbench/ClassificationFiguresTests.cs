using System.Text.Json;
using Skylite.Training.Metrics;
using Skylite.Workbench;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Workbench;

public sealed class ClassificationFiguresTests
{
    private static readonly ConfusionMatrix Matrix = ConfusionMatrix.Of([[5, 1, 0, 0], [2, 4, 0, 0], [3, 0, 0, 0], [0, 0, 0, 0]]);

    [Fact]
    public void Pixels_are_not_called_images()
    {
        Assert.Contains("\"pixels\": 15", Json(ClassificationFigures.OfPixels(Matrix)), StringComparison.Ordinal);
        Assert.DoesNotContain("images", Json(ClassificationFigures.OfPixels(Matrix)), StringComparison.Ordinal);
        Assert.Contains("\"images\": 15", Json(ClassificationFigures.OfImages(Matrix)), StringComparison.Ordinal);
        Assert.DoesNotContain("pixels", Json(ClassificationFigures.OfImages(Matrix)), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_earlier_versions_are_read()
    {
        var old = Json(ClassificationFigures.OfPixels(Matrix)).Replace("\"pixels\"", "\"images\"", StringComparison.Ordinal);

        Assert.Equal(15, JsonSerializer.Deserialize(Json(ClassificationFigures.OfPixels(Matrix)), WorkbenchJson.Default.ClassificationFigures)!.Counted);
        Assert.Equal(15, JsonSerializer.Deserialize(old, WorkbenchJson.Default.ClassificationFigures)!.Counted);
    }

    [Fact]
    public void A_class_that_is_never_said_has_no_precision_and_one_that_never_occurs_no_recall()
    {
        var figures = ClassificationFigures.OfPixels(Matrix);

        Assert.Equal(new ClassFigures(0.5, 5 / 6.0, 0.625, 5 / 11.0), figures.OfClass(0));
        Assert.Equal(new ClassFigures(null, 0, 0, 0), figures.OfClass(2));
        Assert.Equal(new ClassFigures(null, null, null, null), figures.OfClass(3));
    }

    private static string Json(ClassificationFigures figures) => JsonSerializer.Serialize(figures, WorkbenchJson.Default.ClassificationFigures);
}
