//! How sure a mean is: Student's interval.

/// Quantile 0.975 of Student's t with 1 to 30 degrees of freedom: the usual table, such as Abramowitz
/// and Stegun (1964), table 26.10.
const T_975: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042,
];

/// A mean with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// The interval of the mean of some numbers. Beyond 31 of them it is a little too wide.
    ///
    /// # Panics
    /// If there are fewer than two.
    pub fn of(numbers: &[f64]) -> Self {
        assert!(numbers.len() > 1, "one number has no spread");
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let squares: f64 = numbers.iter().map(|number| (number - mean) * (number - mean)).sum();
        let error = (squares / (count - 1.0) / count).sqrt();
        let half = T_975[(numbers.len() - 2).min(T_975.len() - 1)] * error;
        Self { mean, low: mean - half, high: mean + half }
    }

    /// Whether it leaves zero out: the mean can be told from chance.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student (1908), the extra sleep of ten patients: mean 1.58, s = 1.23, so 0.70 to 2.46.
    #[test]
    fn the_sleep_of_students_patients_has_his_interval() {
        let extra = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let found = Interval::of(&extra);
        assert!((found.mean - 1.58).abs() < 0.005, "{found:?}");
        assert!((found.low - 0.70).abs() < 0.005 && (found.high - 2.46).abs() < 0.005, "{found:?}");
        assert!(found.is_clear());
    }

    #[test]
    fn what_never_differs_is_not_clear_and_what_always_differs_alike_is() {
        assert!(!Interval::of(&[0.0, 0.0]).is_clear());
        assert!(Interval::of(&[3.0, 3.0, 3.0]).is_clear());
        assert!(!Interval::of(&[3.0, -3.0, 1.0]).is_clear());
    }
}
