using System.Numerics;

namespace Skylite.Imagery.Synthetic.Rendering;

/// <summary>Looks at a scene from above: image and mask at any pixel size and under any conditions.</summary>
public static class SceneRenderer
{
    /// <summary>Draws a scene; pixels are square and the longer side of the image covers the longer side of the scene.</summary>
    /// <param name="scene">What there is.</param>
    /// <param name="conditions">Sun, air and sensor.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">3 or 4.</param>
    public static SyntheticImage Render(Scene scene, SceneConditions conditions, int width, int height, int bands)
    {
        var (values, mask) = Expose(scene, conditions, width, height, bands);
        return new SyntheticImage(width, height, bands, Array.ConvertAll(values, v => (byte)Math.Clamp((255 * v) + 0.5f, 0, 255)), mask);
    }

    /// <summary>Draws a scene before its values are rounded to bits.</summary>
    /// <param name="scene">What there is.</param>
    /// <param name="conditions">Sun, air and sensor.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bands">3 or 4.</param>
    /// <returns>Band after band, 0 dark and 1 full scale with noise beyond; and the <see cref="LandCover"/> of each pixel.</returns>
    public static (float[] Values, byte[] Mask) Expose(Scene scene, SceneConditions conditions, int width, int height, int bands)
    {
        var pixel = Pixel(scene, width, height);
        (var sin, var cos) = MathF.SinCos(conditions.SunAzimuth);
        (var up, var flat) = MathF.SinCos(conditions.SunElevation);
        var sun = new Vector3(flat * cos, flat * sin, up);
        var canvas = new Canvas(width, height, pixel, pixel * conditions.Shift);
        foreach (var feature in Ordered(scene))
        {
            if (feature.Height > 0)
            {
                canvas.CastShadow(feature, sun);
            }

            canvas.Draw(feature, sun);
        }

        return (Sensor.Expose(canvas, conditions, width, height, bands), canvas.Mask);
    }

    /// <summary>The <see cref="LandCover"/> of each pixel, without drawing.</summary>
    /// <param name="scene">What there is.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static byte[] Cover(Scene scene, int width, int height)
    {
        var canvas = new Canvas(width, height, Pixel(scene, width, height));
        foreach (var feature in Ordered(scene))
        {
            canvas.Mark(feature);
        }

        return canvas.Mask;
    }

    // What lies comes in the order in which it was laid, then what stands, lower before higher.
    private static IEnumerable<SceneFeature> Ordered(Scene scene) =>
        scene.Features.Where(f => f.Height <= 0).Concat(scene.Features.Where(f => f.Height > 0).OrderBy(f => f.Height));

    private static float Pixel(Scene scene, int width, int height) => MathF.Max(scene.Width / width, scene.Height / height);
}
