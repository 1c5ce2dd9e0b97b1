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
        float pixel = MathF.Max(scene.Width / width, scene.Height / height);
        (float sin, float cos) = MathF.SinCos(conditions.SunAzimuth);
        (float up, float flat) = MathF.SinCos(conditions.SunElevation);
        var sun = new Vector3(flat * cos, flat * sin, up);
        var canvas = new Canvas(width, height, pixel);
        foreach (SceneFeature feature in scene.Features.Where(f => f.Height <= 0))
        {
            canvas.Draw(feature, sun);
        }

        foreach (SceneFeature feature in scene.Features.Where(f => f.Height > 0).OrderBy(f => f.Height))
        {
            canvas.CastShadow(feature, sun);
            canvas.Draw(feature, sun);
        }

        return new SyntheticImage(width, height, bands, Sensor.Expose(canvas, conditions, width, height, bands), canvas.Mask);
    }
}
